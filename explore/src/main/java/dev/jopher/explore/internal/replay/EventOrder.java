package dev.jopher.explore.internal.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** At which place of the order an event was, by thread and step. */
final class EventOrder {
    private final Recording of;
    private final Map<String, RecordedThread> byPath = new HashMap<>();

    /** By thread, by event of it: the place in the order. */
    private final int[][] places;

    /** By thread, by step: which event of it the step's pass is. */
    private final int[][] passes;

    EventOrder(Recording of, int[] order) {
        this.of = of;
        List<RecordedThread> threads = of.threads();
        places = new int[threads.size()][];
        passes = new int[threads.size()][];
        int[] counts = new int[threads.size()];
        for (int thread : order) {
            counts[thread]++;
        }
        for (RecordedThread t : threads) {
            byPath.put(t.path, t);
            places[t.index] = new int[counts[t.index]];
            passes[t.index] = passes(t);
        }
        int[] next = new int[threads.size()];
        for (int i = 0; i < order.length; i++) {
            places[order[i]][next[order[i]]++] = i;
        }
    }

    private static int[] passes(RecordedThread t) {
        int[] passes = new int[t.steps().size()];
        int event = t.starts;
        for (int i = 0; i < passes.length; i++) {
            passes[i] = event;
            event += 1 + t.steps().get(i).resumes;
        }
        return passes;
    }

    @Nullable RecordedThread thread(String path) {
        return byPath.get(path);
    }

    RecordedThread thread(int index) {
        return of.threads().get(index);
    }

    /** Returns where a thread passed a step; -1 if it did not. */
    int pass(RecordedThread t, int step) {
        return step >= t.steps().size() || !t.steps().get(step).passed
                ? -1
                : place(t, passes[t.index][step]);
    }

    /**
     * Returns where a thread continued the {@code n}-th time after a step, or after its start if
     * the step is -1; -1 if it did not.
     */
    int resume(RecordedThread t, int step, int n) {
        if (step < 0) {
            return n < t.starts ? place(t, n) : -1;
        }
        return step < t.steps().size() && n < t.steps().get(step).resumes
                ? place(t, passes[t.index][step] + 1 + n)
                : -1;
    }

    private int place(RecordedThread t, int event) {
        return event < places[t.index].length ? places[t.index][event] : -1;
    }
}
