package dev.jopher.trace.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.Spans;
import dev.jopher.trace.model.State;

/**
 * The chain of what had to happen, one after the other, until main ended. The search goes backward
 * from main's end. While a goroutine runs, the path stays with it. Where another goroutine made
 * it runnable, the path goes to that one, because the wait before it ended only there. Where a
 * timer or a thread did, the wait itself is part of the path.
 *
 * <p>The steps cover the time from main's start to its end without a gap and without an overlap. So
 * a program gets faster only if something on the path does.
 *
 * @param steps in the order of time
 */
public record CriticalPath(List<Step> steps) {
    /** A longer path is cut at its beginning. */
    private static final int MOST_STEPS = 2_000_000;

    /**
     * One step.
     * @param goroutine on whose row it is
     * @param state what it did; RUNNABLE: the program waits for a processor
     * @param start when it began
     * @param end when it ended
     * @param span the span that it is a part of; -1 where nothing is recorded
     */
    public record Step(int goroutine, State state, long start, long end, int span) {}

    static CriticalPath of(Recording r, int main) {
        Deque<Step> steps = new ArrayDeque<>();
        Spans spans = r.spans();
        if (main < 0 || spans.first(main) == spans.last(main)) {
            return new CriticalPath(List.of());
        }
        int g = main;
        long time = spans.end(spans.last(main) - 1);
        long first = spans.start(spans.first(main));
        while (time > first && steps.size() < MOST_STEPS) {
            int span = before(spans, g, time);
            if (span < 0) {
                break;
            }
            if (spans.end(span) < time) {
                steps.addFirst(new Step(g, State.WAITING, spans.end(span), time, -1));
                time = spans.end(span);
                continue;
            }
            long start = Math.max(first, spans.start(span));
            steps.addFirst(new Step(g, spans.state(span), start, time, span));
            time = start;
            if (spans.state(span) == State.RUNNABLE && leadsTo(spans, spans.waker(span), time)) {
                g = spans.waker(span);
            }
        }
        return new CriticalPath(new ArrayList<>(steps));
    }

    private static boolean leadsTo(Spans spans, int waker, long time) {
        return waker >= 0 && before(spans, waker, time) >= 0;
    }

    /** Returns the last span of a goroutine that began before this moment, or -1. */
    private static int before(Spans spans, int goroutine, long time) {
        int low = spans.first(goroutine);
        int high = spans.last(goroutine) - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (spans.start(middle) < time) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high >= spans.first(goroutine) ? high : -1;
    }

    /** Returns the time of the path in one state. */
    public long time(State state) {
        return steps.stream().filter(s -> s.state == state).mapToLong(s -> s.end - s.start).sum();
    }

    /** Returns its length. */
    public long length() {
        return steps.isEmpty() ? 0 : steps.getLast().end - steps.getFirst().start;
    }
}
