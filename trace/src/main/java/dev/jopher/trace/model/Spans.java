package dev.jopher.trace.model;

/**
 * All spans, sorted by goroutine, and by time within each. Those of goroutine {@code g} are
 * {@code first(g)} to {@code last(g) - 1}.
 */
public final class Spans {
    private final int[] first;
    private final long[] start;
    private final long[] end;
    private final byte[] state;
    private final byte[] reason;
    private final int[] processor;
    private final int[] object;
    private final int[] stack;
    private final int[] waker;

    Spans(SpanColumns c, int goroutines) {
        int[] order = GroupedOrder.of(c.goroutine, goroutines);
        first = GroupedOrder.starts(c.goroutine, goroutines);
        start = c.start.inOrder(order);
        end = c.end.inOrder(order);
        state = c.state.inOrder(order);
        reason = c.reason.inOrder(order);
        processor = c.processor.inOrder(order);
        object = c.object.inOrder(order);
        stack = c.stack.inOrder(order);
        waker = c.waker.inOrder(order);
    }

    /** Returns how many there are. */
    public int size() {
        return start.length;
    }

    /** Returns the first span of a goroutine. */
    public int first(int goroutine) {
        return first[goroutine];
    }

    /** Returns the span after the last one of a goroutine. */
    public int last(int goroutine) {
        return first[goroutine + 1];
    }

    public long start(int span) {
        return start[span];
    }

    public long end(int span) {
        return end[span];
    }

    public long duration(int span) {
        return end[span] - start[span];
    }

    public State state(int span) {
        return State.of(state[span]);
    }

    /** Returns the index of the reason, for {@link Recording#reason}; -1 for none. */
    public int reason(int span) {
        return reason[span];
    }

    public int processor(int span) {
        return processor[span];
    }

    public int object(int span) {
        return object[span];
    }

    public int stack(int span) {
        return stack[span];
    }

    public int waker(int span) {
        return waker[span];
    }

    /**
     * Returns the span of a goroutine that holds this moment, or -1. A moment between two spans
     * that touch belongs to the later one.
     */
    public int at(int goroutine, long time) {
        int low = first[goroutine];
        int high = first[goroutine + 1] - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (start[middle] <= time) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high >= first[goroutine] && time <= end[high] ? high : -1;
    }
}
