package dev.jopher.bench.load;

import java.util.Arrays;

/** Durations in nanoseconds. */
final class Times {
    private long[] all = new long[1 << 16];
    private int count;

    void add(long nanos) {
        if (count == all.length) {
            all = Arrays.copyOf(all, 2 * count);
        }
        all[count++] = nanos;
    }

    /** Returns the least one that is not exceeded by that part of all. */
    long percentile(double part) {
        Arrays.sort(all, 0, count);
        return count == 0 ? 0 : all[Math.min((int) (count * part), count - 1)];
    }
}
