package dev.jopher.trace.page;

import java.util.Arrays;

import dev.jopher.trace.analysis.RadixSort;
import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.Spans;
import dev.jopher.trace.model.State;

/** The spans in which goroutines ran, by processor and then by time. */
final class ProcessorOrder {
    private final int[] first;
    private final int[] order;

    ProcessorOrder(Recording r) {
        Spans spans = r.spans();
        int[] byTime = runningByTime(spans, r.duration());
        int processors = r.processors();
        for (int span : byTime) {
            processors = Math.max(processors, spans.processor(span) + 1);
        }
        first = new int[processors + 1];
        for (int span : byTime) {
            first[spans.processor(span) + 1]++;
        }
        for (int p = 0; p < processors; p++) {
            first[p + 1] += first[p];
        }
        int[] next = first.clone();
        order = new int[byTime.length];
        for (int span : byTime) {
            order[next[spans.processor(span)]++] = span;
        }
    }

    /**
     * Sorts start times, each with its span in the low bits. Where a long recording leaves no room
     * for the whole time, its lowest bits decide in a second pass, which has little left to do.
     */
    private static int[] runningByTime(Spans spans, long duration) {
        int bits = bits(spans.size());
        int shift = Math.max(0, bits(duration) + bits - 63);
        long[] keys = new long[spans.size()];
        int n = 0;
        for (int i = 0; i < spans.size(); i++) {
            if (spans.state(i) == State.RUNNING && spans.processor(i) >= 0) {
                keys[n++] = spans.start(i) >> shift << bits | i;
            }
        }
        RadixSort.sort(keys, n);
        int[] sorted = new int[n];
        for (int i = 0; i < n; i++) {
            int span = (int) (keys[i] & (1L << bits) - 1);
            int at = i;
            for (; at > 0 && spans.start(sorted[at - 1]) > spans.start(span); at--) {
                sorted[at] = sorted[at - 1];
            }
            sorted[at] = span;
        }
        return sorted;
    }

    private static int bits(long value) {
        return 64 - Long.numberOfLeadingZeros(value);
    }

    int processors() {
        return first.length - 1;
    }

    /** Returns the spans of one processor, by time. */
    int[] spans(int processor) {
        return Arrays.copyOfRange(order, first[processor], first[processor + 1]);
    }
}
