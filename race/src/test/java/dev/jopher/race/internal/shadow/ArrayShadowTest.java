package dev.jopher.race.internal.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;

import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shadows of arrays: elements, ranges, pages and the table. */
final class ArrayShadowTest implements Conflicts.Listener {
    private final ShadowThread a = ShadowThread.create(Thread.currentThread(), null);
    private final ShadowThread b = ShadowThread.create(Thread.currentThread(), null);
    private int races;

    @BeforeEach
    void listen() {
        Conflicts.listener = this;
    }

    @AfterEach
    void ignore() {
        Conflicts.listener = null;
        a.ended();
        b.ended();
    }

    @Override
    public void race(long previous, boolean previousWrote, ShadowThread t, int site,
            boolean writes) {
        races++;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 17, 255, 1_024, 1_025, 9_000, 1_000_000})
    void neighboursAreDifferentVariables(int length) {
        byte[] array = new byte[length];
        for (int i = 0; i < length; i++) {
            ArrayShadow.of(array).write(i, i % 2 == 0 ? a : b, 1);
            ArrayShadow.of(array).read(i, i % 2 == 0 ? a : b, 2);
        }
        assertThat(races).isZero();
        ArrayShadow.of(array).read(length - 1, length % 2 == 0 ? a : b, 3);
        assertThat(races).isEqualTo(1);
    }

    /**
     * Single accesses and ranges in any order, against two words per element. Those are accessed by
     * twins of the threads, because a thread remembers what it has read.
     */
    @ParameterizedTest
    @ValueSource(ints = {5, 40, 1_024, 1_025, 9_000})
    void rangesAreLikeTheirElements(int length) {
        Random random = new Random(length);
        ShadowThread twinOfA = ShadowThread.create(Thread.currentThread(), null);
        ShadowThread twinOfB = ShadowThread.create(Thread.currentThread(), null);
        for (int round = 0; round < 50; round++) {
            ArrayShadow s = new ArrayShadow(length, length > 2_000, false);
            long[] w = new long[length];
            long[] r = new long[length];
            for (int k = 0; k < 40; k++) {
                ShadowThread t = random.nextBoolean() ? a : b;
                ShadowThread twin = t == a ? twinOfA : twinOfB;
                int from = random.nextInt(3) == 0 ? 0 : random.nextInt(length);
                int to = random.nextInt(3) == 0 ? length : from + random.nextInt(length - from) + 1;
                boolean writes = random.nextInt(4) == 0;
                races = 0;
                for (int i = from; i < to; i++) {
                    if (writes) {
                        w[i] = Checks.write(w[i], r[i], twin, 1);
                    } else if (Epoch.epochOf(w[i]) != twin.epoch) {
                        r[i] = Checks.read(w[i], r[i], twin, 1);
                    }
                }
                boolean expected = races > 0;
                races = 0;
                access(s, from, to, t, writes);
                assertThat(races > 0).isEqualTo(expected);
                if (random.nextInt(5) == 0) {
                    (t == a ? b : a).acquire(t.release());
                    (t == a ? twinOfB : twinOfA).acquire(twin.release());
                }
            }
        }
    }

    private static void access(ArrayShadow s, int from, int to, ShadowThread t, boolean writes) {
        if (to == from + 1 && writes) {
            s.write(from, t, 1);
        } else if (to == from + 1) {
            s.read(from, t, 1);
        } else if (writes) {
            s.writeRange(from, to, t, 1);
        } else {
            s.readRange(from, to, t, 1);
        }
    }

    @Test
    void wholePagesTakeNoMemory() {
        byte[] array = new byte[1 << 20];
        ArrayShadow.of(array).writeRange(0, array.length, a, 1);
        ArrayShadow.of(array).readRange(0, array.length, b, 1);
        assertThat(races).isPositive();
        assertThat(ArrayShadow.of(array).bytes()).isZero();
        ArrayShadow.of(array).write(70_000, a, 1);
        ArrayShadow.of(array).write(70_001, a, 1);
        assertThat(ArrayShadow.of(array).bytes()).isEqualTo(16 * 256);
    }

    /** Each takes sixteen times its size, and is garbage then. */
    @Test
    void largeArraysThatAreGarbageLeaveRoom() {
        long bytes = 0;
        int length = 1 << 20;
        while (bytes < 3 * Runtime.getRuntime().maxMemory()) {
            ArrayShadow s = ArrayShadow.of(new byte[length]);
            for (int i = 0; i < length; i += 64) {
                s.write(i, a, 1);
            }
            bytes += 16L * length;
        }
        byte[] last = new byte[length];
        ArrayShadow.of(last).write(0, a, 1);
        ArrayShadow.of(last).write(0, b, 1);
        assertThat(races).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 100, 9_000})
    void badIndexesDoNothing(int length) {
        int[] array = new int[length];
        for (ShadowThread t : List.of(a, b)) {
            for (int i : new int[] {-1, length, Integer.MAX_VALUE, Integer.MIN_VALUE,
                Integer.MIN_VALUE + length, Integer.MAX_VALUE / 2 + 1}) {
                ArrayShadow.of(array).read(i, t, 1);
                ArrayShadow.of(array).write(i, t, 1);
                ArrayShadow.of(array).writeRange(i, i + 1, t, 1);
                ArrayShadow.of(array).readRange(0, i, t, 1);
                ArrayShadow.of(null).write(i, t, 1);
                ArrayShadow.of(null).readRange(0, i, t, 1);
            }
        }
        assertThat(races).isZero();
    }

    @Test
    void findsEachArraysShadowUntilItIsDropped() {
        List<Object> arrays = new ArrayList<>(List.of(new boolean[3], new byte[3], new char[3],
                new short[3], new int[3], new long[3], new float[3], new double[3], new Object[3],
                new long[100_000], new ArrayList<>(), new HashMap<>()));
        ArrayShadow[] shadows = new ArrayShadow[arrays.size()];
        Arrays.setAll(shadows, i -> ArrayShadow.of(arrays.get(i)));
        for (int n = 0; n < 300_000; n++) {
            ArrayShadow.of(new int[1]);
            int i = n % shadows.length;
            assertThat(ArrayShadow.of(arrays.get(i))).isSameAs(shadows[i]);
        }
        assertThat(Losses.arrays()).isPositive();
    }

    @Test
    void contentIsOneVariable() {
        List<String> list = new ArrayList<>();
        Content.write(list, a, 1);
        Content.read(list, a, 2);
        Content.read(null, a, 2);
        assertThat(races).isZero();
        Content.read(list, b, 3);
        assertThat(races).isEqualTo(1);
        Content.write(new Object(), a, 1);
        Content.write(List.of(), b, 1);
        assertThat(races).isEqualTo(1);
    }

    /** More readers than a set may have, and more sets than are kept. */
    @Test
    void aWriteRacesWithManyReaders() {
        long r = 0;
        for (int i = 0; i < 100_000; i++) {
            ShadowThread t = ShadowThread.create(Thread.currentThread(), null);
            r = Checks.read(0, r, t, 1);
            t.ended();
        }
        Checks.write(0, r, a, 2);
        assertThat(races).isEqualTo(1);
        assertThat(ReadSets.get(r)).hasSize(ReadSets.READERS);
        assertThat(ReadSets.get(~1L)).isNull();
        assertThat(Losses.readers()).isPositive();
        assertThat(Epoch.siteOf(ReadSets.get(r)[0])).isEqualTo(1);
    }
}
