package dev.jopher.race.internal.shadow;

import java.lang.invoke.VarHandle;
import java.util.Arrays;

import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;
import org.jspecify.annotations.Nullable;

/**
 * Words of reads for variables that several threads have read without an order between them. Such a
 * word is the complement of the number of an immutable set of shadow words, one per reader.
 *
 * <p>A vector per variable would be larger than the program. But threads that read the same data
 * read much of it: a million elements with 64 readers need 64 sets, because a set that is there
 * already is not made again. Each thread remembers its last step, from a word without it to one
 * with it, so to read a long array costs one look-up.
 *
 * <p>A new reader replaces those that happened before it: a write which is ordered after the new
 * one is ordered after them, and a write that races with them races with the new one.
 *
 * <p>Numbers are never used again. The sets are kept in two generations, and the older one is
 * dropped when the younger is full. A word whose set has been dropped says nothing, so a race with
 * these reads may be missed; so it is with a set of more than {@value #READERS}.
 */
final class ReadSets {
    static final int READERS = 64;

    private static volatile Generation young = new Generation(1);
    private static volatile Generation old = young;

    private static long dropped;

    private ReadSets() {}

    /** Returns how often a generation was dropped. */
    static synchronized long dropped() {
        return dropped;
    }

    /** Sets with consecutive numbers, found by number and by content. */
    private static final class Generation {
        private static final int SETS = 1 << 16;
        private static final int LONGS = 1 << 21;
        private static final int SMALLEST = 1 << 8;

        final long first;
        volatile long[][] sets = new long[SMALLEST][];
        /** By the hash of the content: the index of the set and 1. */
        private int[] table = new int[2 * SMALLEST];
        private int size;
        private int longs;

        Generation(long first) {
            this.first = first;
        }

        long @Nullable [] get(long number) {
            long[][] all = sets;
            long i = number - first;
            return i >= 0 && i < all.length ? all[(int) i] : null;
        }

        boolean isFull() {
            return size == SETS || longs > LONGS;
        }

        long end() {
            return first + size;
        }

        /** Returns the number of a set, or 0. */
        long find(long[] set, int hash) {
            int i = table[slot(set, hash)];
            return i == 0 ? 0 : first + i - 1;
        }

        private int slot(long[] set, int hash) {
            int mask = table.length - 1;
            int s = hash & mask;
            while (table[s] != 0 && !Arrays.equals(sets[table[s] - 1], set)) {
                s = s + 1 & mask;
            }
            return s;
        }

        long add(long[] set, int hash) {
            if (size == sets.length) {
                grow();
            }
            table[slot(set, hash)] = size + 1;
            VarHandle.releaseFence(); // threads that see the set see its words
            sets[size] = set;
            longs += set.length;
            return first + size++;
        }

        private void grow() {
            sets = Arrays.copyOf(sets, 2 * size);
            table = new int[4 * size];
            for (int i = 0; i < size; i++) {
                table[slot(sets[i], hash(sets[i]))] = i + 1;
            }
        }
    }

    private static int hash(long[] set) {
        long h = 1;
        for (long w : set) {
            h = (h ^ w) * 0x9E3779B97F4A7C15L;
            h ^= h >>> 32;
        }
        return (int) h;
    }

    /** Returns the reads of a word, or null if they have been dropped. */
    static long @Nullable [] get(long word) {
        long number = ~word;
        long[] set = young.get(number);
        return set != null ? set : old.get(number);
    }

    /** Returns the word for the reads of {@code r}, which are not 0, and one by {@code t}. */
    static long with(long r, ShadowThread t, int site) {
        return r == t.stepFrom && site == t.stepSite ? t.stepTo : step(r, t, site);
    }

    private static long step(long r, ShadowThread t, int site) {
        long to = r < 0 && has(r, t.epoch) ? r : add(r, t, site);
        t.stepFrom = r;
        t.stepSite = site;
        t.stepTo = to;
        if (to < 0) {
            t.addReadSet(to);
        }
        return to;
    }

    private static boolean has(long r, long epoch) {
        long[] set = get(r);
        for (int i = 0; set != null && i < set.length; i++) {
            if (Epoch.epochOf(set[i]) == epoch) {
                return true;
            }
        }
        return false;
    }

    private static long add(long r, ShadowThread t, int site) {
        long me = Epoch.word(t.epoch, site);
        long[] before = r < 0 ? get(r) : new long[] {r};
        if (before == null) {
            return me;
        }
        long[] unknown = new long[before.length + 1];
        int n = 0;
        for (long w : before) {
            if (!t.knows(w)) {
                unknown[n++] = w;
            }
        }
        if (n == 0) {
            return me;
        }
        unknown[n++] = me;
        int from = n > READERS ? 1 : 0;
        long[] set = Arrays.copyOfRange(unknown, from, n);
        Arrays.sort(set);
        return ~intern(set, hash(set));
    }

    private static synchronized long intern(long[] set, int hash) {
        Generation g = young;
        long number = g.find(set, hash);
        if (number != 0) {
            return number;
        }
        if (g.isFull()) {
            dropped += old == g ? 0 : 1;
            old = g;
            g = new Generation(g.end());
            young = g;
        }
        return g.add(set, hash);
    }
}
