package dev.jopher.trace.model;

/** The spans while a recording is built: in the order in which they came. */
final class SpanColumns {
    final IntColumn goroutine = new IntColumn();
    final LongColumn start = new LongColumn();
    final LongColumn end = new LongColumn();
    final ByteColumn state = new ByteColumn();
    final ByteColumn reason = new ByteColumn();
    final IntColumn processor = new IntColumn();
    final IntColumn object = new IntColumn();
    final IntColumn stack = new IntColumn();
    final IntColumn waker = new IntColumn();
    /** By goroutine, when its last span ended. */
    private final LongColumn lastEnd = new LongColumn();

    void add(int g, State s, long from, long to) {
        while (lastEnd.size() <= g) {
            lastEnd.add(0);
        }
        if (from < lastEnd.get(g) || to < from) {
            throw new IllegalArgumentException("span " + s + " of goroutine " + g + " from " + from
                    + " to " + to + ": the one before it ended at " + lastEnd.get(g));
        }
        lastEnd.set(g, to);
        goroutine.add(g);
        state.add(s.ordinal());
        start.add(from);
        end.add(to);
    }

    void add(int why, int p, int on, int where, int by) {
        reason.add(why);
        processor.add(p);
        object.add(on);
        stack.add(where);
        waker.add(by);
    }
}
