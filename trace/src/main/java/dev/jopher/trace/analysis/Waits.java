package dev.jopher.trace.analysis;

import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.Spans;
import dev.jopher.trace.model.State;

/** How long goroutines waited on each object. */
final class Waits {
    private final long[] total;
    private final long[] longest;
    private final int[] count;
    private long all;

    Waits(Recording r) {
        int objects = r.objects().size();
        total = new long[objects];
        longest = new long[objects];
        count = new int[objects];
        Spans spans = r.spans();
        for (int i = 0; i < spans.size(); i++) {
            if (spans.state(i) == State.WAITING) {
                all += spans.duration(i);
                if (spans.object(i) >= 0) {
                    add(spans.object(i), spans.duration(i));
                }
            }
        }
    }

    private void add(int object, long time) {
        total[object] += time;
        longest[object] = Math.max(longest[object], time);
        count[object]++;
    }

    /** Returns all waiting, also that on no object. */
    long all() {
        return all;
    }

    long total(int object) {
        return total[object];
    }

    long longest(int object) {
        return longest[object];
    }

    int count(int object) {
        return count[object];
    }

    /** Returns the object with the longest waits; -1 if no goroutine waited on one. */
    int worst() {
        int worst = -1;
        for (int i = 0; i < total.length; i++) {
            if (total[i] > (worst < 0 ? 0 : total[worst])) {
                worst = i;
            }
        }
        return worst;
    }
}
