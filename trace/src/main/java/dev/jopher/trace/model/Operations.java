package dev.jopher.trace.model;

/** All operations, by time. */
public final class Operations {
    private final long[] time;
    private final int[] goroutine;
    private final byte[] kind;
    private final int[] object;
    private final int[] value;
    private final int[] stack;

    Operations(LongColumn time, IntColumn goroutine, ByteColumn kind, IntColumn object,
            IntColumn value, IntColumn stack) {
        int[] order = GroupedOrder.byTime(time);
        this.time = time.inOrder(order);
        this.goroutine = goroutine.inOrder(order);
        this.kind = kind.inOrder(order);
        this.object = object.inOrder(order);
        this.value = value.inOrder(order);
        this.stack = stack.inOrder(order);
    }

    public int size() {
        return time.length;
    }

    public long time(int operation) {
        return time[operation];
    }

    public int goroutine(int operation) {
        return goroutine[operation];
    }

    public OperationKind kind(int operation) {
        return OperationKind.of(kind[operation]);
    }

    public int object(int operation) {
        return object[operation];
    }

    /** Returns the number of values in the buffer after it, or the index of the case. */
    public int value(int operation) {
        return value[operation];
    }

    public int stack(int operation) {
        return stack[operation];
    }
}
