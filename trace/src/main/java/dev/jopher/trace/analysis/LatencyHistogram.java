package dev.jopher.trace.analysis;

import java.util.Arrays;

import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.Spans;
import dev.jopher.trace.model.State;

/**
 * The histogram of scheduler latency: how long goroutines that could run waited for a processor.
 * Bucket {@code i} counts the waits of less than 2<sup>i</sup> microseconds that no earlier bucket
 * counts.
 *
 * @param buckets counts, up to the last one that is not 0
 * @param count all waits
 * @param median half of the waits are at most this long, in nanoseconds
 * @param p99 99 % of the waits are at most this long
 * @param max the longest wait
 */
public record LatencyHistogram(int[] buckets, int count, long median, long p99, long max) {
    private static final int MOST = 40;

    static LatencyHistogram of(Recording r) {
        Spans spans = r.spans();
        long[] waits = new long[spans.size()];
        int count = 0;
        for (int i = 0; i < spans.size(); i++) {
            if (spans.state(i) == State.RUNNABLE) {
                waits[count++] = spans.duration(i);
            }
        }
        RadixSort.sort(waits, count);
        int[] buckets = new int[MOST];
        int used = 0;
        for (int i = 0; i < count; i++) {
            int b = Math.min(MOST - 1, bucket(waits[i]));
            buckets[b]++;
            used = Math.max(used, b + 1);
        }
        return new LatencyHistogram(Arrays.copyOf(buckets, used), count, rank(waits, count, 50),
                rank(waits, count, 99), count == 0 ? 0 : waits[count - 1]);
    }

    private static int bucket(long nanos) {
        return 64 - Long.numberOfLeadingZeros(nanos / 1000);
    }

    /** Returns the smallest value that so many percent do not exceed. */
    private static long rank(long[] sorted, int count, int percent) {
        return count == 0 ? 0 : sorted[(int) (((long) count * percent + 99) / 100) - 1];
    }
}
