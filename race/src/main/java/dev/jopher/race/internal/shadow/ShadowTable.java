package dev.jopher.race.internal.shadow;

import java.lang.invoke.VarHandle;
import java.lang.ref.SoftReference;
import java.lang.reflect.Array;

import dev.jopher.race.internal.sync.WeakTable;
import org.jspecify.annotations.Nullable;

/**
 * Finds the shadows of arrays, and of objects whose content is checked, by identity.
 *
 * <p>A weak reference per array costs up to a microsecond in the collector. So small arrays are in
 * two tables with strong references: an array is put into the younger one, when that is full it
 * becomes the older one, and what was in the older one and has not been used since is dropped. A
 * dropped shadow loses races, and never invents one. The tables are bounded by the number of arrays
 * and by bytes, those of the arrays included, which may be garbage. As the content of a collection
 * cannot be counted, the collector may drop both tables before the program runs out of memory.
 *
 * <p>Large arrays are in a weak table, for which that cost is small.
 */
final class ShadowTable {
    private static final int LARGE = 1 << 14;
    private static final int ENTRIES = 1 << 15;
    private static final long BYTES = Math.max(1 << 25, Runtime.getRuntime().maxMemory() / 16);

    private static final WeakTable<ArrayShadow> WEAK = new WeakTable<>();

    private static volatile SoftReference<Generation> young =
            new SoftReference<>(new Generation());
    private static volatile SoftReference<Generation> old = young;
    private static long rotations;

    private ShadowTable() {}

    /** An open table. Nothing is ever removed, so a place once taken keeps its key. */
    private static final class Generation {
        private static final int MASK = 2 * ENTRIES - 1;

        private final @Nullable Object[] keys = new Object[MASK + 1];
        private final @Nullable ArrayShadow[] shadows = new ArrayShadow[MASK + 1];
        private int size;
        private long bytes;

        @Nullable ArrayShadow find(Object key, int hash) {
            int i = hash & MASK;
            Object k = keys[i];
            while (k != key && k != null) {
                i = i + 1 & MASK;
                k = keys[i];
            }
            return k == null ? null : shadows[i]; // may be null: two loads have no order
        }

        /** Adds a key that is not there. */
        void add(Object key, int hash, ArrayShadow shadow) {
            int i = hash & MASK;
            while (keys[i] != null) {
                i = i + 1 & MASK;
            }
            shadows[i] = shadow;
            VarHandle.releaseFence(); // a thread that sees the key sees the shadow
            keys[i] = key;
            size++;
        }

        boolean isFull() {
            return size == ENTRIES || bytes > BYTES;
        }
    }

    /** Returns the shadow of an array, or of an object as a single variable. */
    static ArrayShadow of(Object array) {
        int hash = hash(array);
        Generation g = young.get();
        ArrayShadow s = g == null ? null : g.find(array, hash);
        return s != null ? s : find(array, hash);
    }

    private static int hash(Object key) {
        int h = System.identityHashCode(key);
        return h ^ h >>> 15;
    }

    private static ArrayShadow find(Object key, int hash) {
        int length = key.getClass().isArray() ? Array.getLength(key) : 1;
        long bytes = (long) length * elementSize(key);
        return bytes < LARGE ? findSmall(key, hash, length, bytes) : findLarge(key, length);
    }

    private static ArrayShadow findLarge(Object key, int length) {
        ArrayShadow s = WEAK.find(key);
        return s != null ? s : WEAK.putIfAbsent(key, makeLarge(length));
    }

    private static ArrayShadow makeLarge(int length) {
        return PageBudget.take(ArrayShadow.baseBytes(length))
                ? new ArrayShadow(length, true, false)
                : ArrayShadow.NONE;
    }

    private static synchronized ArrayShadow findSmall(Object key, int hash, int length,
            long bytes) {
        Generation g = young();
        ArrayShadow s = g.find(key, hash);
        if (s != null) {
            return s;
        }
        Generation o = old.get();
        s = o == null ? null : o.find(key, hash);
        if (s == null) {
            s = new ArrayShadow(length, false, !key.getClass().isArray());
        }
        g.add(key, hash, s);
        g.bytes += bytes + (length <= ArrayShadow.TINY ? 16L : 4L) * length;
        return s;
    }

    /** Returns the younger generation, with room. */
    private static Generation young() {
        Generation g = young.get();
        if (g == null || g.isFull()) {
            old = young;
            g = new Generation();
            young = new SoftReference<>(g);
            rotations++;
        }
        return g;
    }

    private static int elementSize(Object array) {
        if (array instanceof byte[] || array instanceof boolean[]) {
            return 1;
        }
        if (array instanceof char[] || array instanceof short[]) {
            return 2;
        }
        return array instanceof long[] || array instanceof double[] ? 8 : 4;
    }

    /** Returns how often a generation was dropped. */
    static synchronized long dropped() {
        return Math.max(0, rotations - 1);
    }

    /** Drops the shadows of large arrays that are garbage. Returns the bytes of the others. */
    static long sweepLarge() {
        WEAK.sweep();
        long sum = 0;
        for (Object s : WEAK.values()) {
            sum += s == null ? 0 : ((ArrayShadow) s).allBytes();
        }
        return sum;
    }
}
