package dev.jopher.trace.model;

/** What processors did, by time. */
public final class ProcessorEvents {
    private final long[] time;
    private final int[] processor;
    private final byte[] kind;
    private final int[] other;
    private final int[] count;

    ProcessorEvents(LongColumn time, IntColumn processor, ByteColumn kind, IntColumn other,
            IntColumn count) {
        int[] order = GroupedOrder.byTime(time);
        this.time = time.inOrder(order);
        this.processor = processor.inOrder(order);
        this.kind = kind.inOrder(order);
        this.other = other.inOrder(order);
        this.count = count.inOrder(order);
    }

    public int size() {
        return time.length;
    }

    public long time(int event) {
        return time[event];
    }

    /** Returns on which processor; -1 if a thread without one fired a timer. */
    public int processor(int event) {
        return processor[event];
    }

    public ProcessorEventKind kind(int event) {
        return ProcessorEventKind.values()[kind[event]];
    }

    /** Returns from which processor was stolen; -1 for the queue of all, and for other kinds. */
    public int other(int event) {
        return other[event];
    }

    /** Returns how many goroutines were stolen, or timers fired. */
    public int count(int event) {
        return count[event];
    }
}
