package dev.jopher.race.internal.clock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * What many threads cost. The system property {@code jopher.race.threads} is the number of those in
 * sequence.
 */
final class ThreadMemoryTest {
    private static final int SEQUENCE = Integer.getInteger("jopher.race.threads", 300_000);
    private static final int LIVE = 100_000;
    private static final int MANY = 1 << 15;

    private final Slots slots = new Slots(Epoch.SLOTS - Slots.SHARED, MANY);
    private final ShadowThread main = create(null);

    private ShadowThread create(Snapshot start) {
        return ShadowThread.create(Thread.currentThread(), slots, start);
    }

    private static void access(ShadowThread t) {
        t.used = t.epoch;
    }

    private static long used() {
        System.gc();
        System.gc();
        Runtime r = Runtime.getRuntime();
        return r.totalMemory() - r.freeMemory();
    }

    @Test
    void threadsInSequenceUseTheSameSlots() {
        long before = 0;
        for (int i = 0; i < SEQUENCE; i++) {
            access(main);
            ShadowThread t = create(main.release());
            access(t);
            main.acquire(t.release()); // what Jopher's channels and groups do
            t.ended();
            assertThat(t.slot()).isEqualTo(Epoch.SLOTS);
            if (i == SEQUENCE / 2) {
                before = used();
            }
        }
        assertThat(used() - before).isLessThan(1 << 20);
        assertThat(create(main.release()).slot()).isLessThan(4);
        assertThat(slots.inexact()).isZero();
    }

    @Test
    void threadsThatAreNotAwaitedDoNotAddUp() {
        int last = 0;
        for (int i = 0; i < SEQUENCE; i++) {
            ShadowThread t = create(main.release());
            access(t);
            t.release();
            access(t);
            last = t.slot();
            t.ended();
        }
        assertThat(last).isLessThan(MANY + 2);
        assertThat(slots.inexact()).isPositive();
    }

    @Test
    void aLiveThreadCostsLessThanTwoKilobytes() {
        ShadowThread[] threads = new ShadowThread[LIVE];
        Snapshot[] messages = new Snapshot[LIVE];
        long before = used();
        for (int i = 0; i < LIVE; i++) {
            access(main);
            threads[i] = create(main.release());
        }
        for (int i = 0; i < LIVE; i++) {
            access(threads[i]);
            messages[i] = threads[i].release();
        }
        for (int i = 0; i < LIVE; i++) {
            main.acquire(messages[i]);
            access(main);
            threads[i].acquire(main.release());
        }
        long bytes = (used() - before) / LIVE;
        System.out.println("a live thread costs " + bytes + " bytes");
        assertThat(bytes).isLessThan(2_000);
        assertThat(threads[LIVE - 1].knows(Epoch.word(threads[0].epoch - 1, 0))).isTrue();
        assertThat(messages).doesNotContainNull();
    }
}
