package dev.jopher.trace.model;

/**
 * Texts that belong to an interval or a moment: the program's regions and logs, and the pauses of
 * the collector. In the order in which they came.
 */
public final class Marks {
    private final int[] goroutine;
    private final long[] start;
    private final long[] end;
    private final int[] text;

    Marks(IntColumn goroutine, LongColumn start, LongColumn end, IntColumn text) {
        this.goroutine = goroutine.toArray();
        this.start = start.toArray();
        this.end = end.toArray();
        this.text = text.toArray();
    }

    public int size() {
        return start.length;
    }

    /** Returns the goroutine; -1 for a pause. */
    public int goroutine(int mark) {
        return goroutine[mark];
    }

    public long start(int mark) {
        return start[mark];
    }

    /** Returns the end; the start for a log. */
    public long end(int mark) {
        return end[mark];
    }

    /** Returns the string. */
    public int text(int mark) {
        return text[mark];
    }
}
