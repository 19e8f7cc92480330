package dev.jopher.trace.analysis;

/**
 * Sorts times by their bytes, the lowest first. The times of a recording are many sorted runs, one
 * for each goroutine. The JDK's sort spends most of its time on merging such runs.
 */
public final class RadixSort {
    private static final int BITS = 11;
    private static final int DIGITS = 1 << BITS;

    private RadixSort() {}

    /** Sorts the first {@code size} values, none of which is negative. */
    public static void sort(long[] values, int size) {
        long all = 0;
        for (int i = 0; i < size; i++) {
            all |= values[i];
        }
        long[] from = values;
        long[] to = new long[size];
        for (int shift = 0; shift < Long.SIZE && all >>> shift != 0; shift += BITS) {
            pass(from, to, size, shift);
            long[] swap = from;
            from = to;
            to = swap;
        }
        if (from != values) {
            System.arraycopy(from, 0, values, 0, size);
        }
    }

    private static void pass(long[] from, long[] to, int size, int shift) {
        int[] next = new int[DIGITS + 1];
        for (int i = 0; i < size; i++) {
            next[(int) (from[i] >>> shift & DIGITS - 1) + 1]++;
        }
        for (int d = 0; d < DIGITS; d++) {
            next[d + 1] += next[d];
        }
        for (int i = 0; i < size; i++) {
            long value = from[i];
            to[next[(int) (value >>> shift & DIGITS - 1)]++] = value;
        }
    }
}
