package dev.jopher.trace.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills a {@link Recording}. The fields are those that the package describes; -1 is "none".
 *
 * <p>The spans of one goroutine come in the order of time; those of different goroutines in any
 * order. All else may come in any order. Strings, reasons, frames and stacks are interned: the same
 * one gets the same number.
 */
public final class RecordingBuilder {
    private static final int MOST_REASONS = 127;

    String program = "";
    Instant started = Instant.EPOCH;
    long duration;
    int processors = 1;
    String incomplete = "";
    long lost;

    final Interner<String> strings = new Interner<>();
    final Interner<String> reasons = new Interner<>();
    private final Interner<FrameKey> frameKeys = new Interner<>();
    private final Interner<List<Integer>> stacks = new Interner<>();
    final GoroutineColumns goroutineColumns = new GoroutineColumns();
    final SpanColumns spanColumns = new SpanColumns();
    final ObjectColumns objectColumns = new ObjectColumns();
    final OperationColumns operationColumns = new OperationColumns();
    final ProcessorColumns processorColumns = new ProcessorColumns();
    final MarkColumns pauses = new MarkColumns();
    final MarkColumns regions = new MarkColumns();
    final MarkColumns logs = new MarkColumns();

    RecordingBuilder() {}

    /** Sets the program's name, such as "Pool.java". */
    public RecordingBuilder program(String name) {
        program = name;
        return this;
    }

    /** Sets the wall-clock time of time 0. */
    public RecordingBuilder started(Instant time) {
        started = time;
        return this;
    }

    /** Sets the length in nanoseconds. */
    public RecordingBuilder duration(long nanos) {
        duration = nanos;
        return this;
    }

    /** Sets on how many processors goroutines could run. */
    public RecordingBuilder processors(int count) {
        processors = count;
        return this;
    }

    /** Marks the recording as one without its end, or as damaged: one line that says why. */
    public RecordingBuilder incomplete(String why) {
        incomplete = why;
        return this;
    }

    /** Sets how many events the recorder dropped. */
    public RecordingBuilder lost(long events) {
        lost = events;
        return this;
    }

    /** Returns the number of a string. */
    public int string(String text) {
        return strings.of(text);
    }

    /** Returns the number of a reason to wait. There may be 127 of them. */
    public int reason(String text) {
        int number = reasons.of(text);
        if (number > MOST_REASONS) {
            throw new IllegalArgumentException("more than 127 reasons to wait");
        }
        return number;
    }

    /** Returns the number of a frame. */
    public int frame(String function, String file, int line) {
        return frameKeys.of(new FrameKey(string(function), string(file), line));
    }

    /** Returns the number of a stack; the innermost frame comes first. */
    public int stack(int... frames) {
        List<Integer> key = new ArrayList<>(frames.length);
        for (int frame : frames) {
            key.add(frame);
        }
        return stacks.of(List.copyOf(key));
    }

    /**
     * Adds a goroutine and returns its index. {@code name}, {@code labels} and {@code function} are
     * strings, {@code place} is a frame, {@code parent} an index. It lives until {@link #ended}.
     */
    public int goroutine(long id, int name, int labels, int parent, int place, int function,
            long created) {
        GoroutineColumns c = goroutineColumns;
        c.id.add(id);
        c.name.add(name);
        c.labels.add(labels);
        c.parent.add(parent);
        c.place.add(place);
        c.function.add(function);
        c.created.add(created);
        c.ended.add(-1);
        return c.id.size() - 1;
    }

    /** Records what the reader learns of a goroutine after it was added. */
    public void describe(int goroutine, int name, int labels, int function) {
        GoroutineColumns c = goroutineColumns;
        c.name.set(goroutine, name);
        c.labels.set(goroutine, labels);
        c.function.set(goroutine, function);
    }

    /** Records by which goroutine, and where, a goroutine was created: -1 if that is not known. */
    public void origin(int goroutine, int parent, int place) {
        if (parent >= 0) {
            goroutineColumns.parent.set(goroutine, parent);
        }
        if (place >= 0) {
            goroutineColumns.place.set(goroutine, place);
        }
    }

    /** Records that a goroutine ended. */
    public void ended(int goroutine, long time) {
        goroutineColumns.ended.set(goroutine, time);
    }

    /** Adds a span in which a goroutine ran. */
    public void running(int goroutine, long start, long end, int processor) {
        spanColumns.add(goroutine, State.RUNNING, start, end);
        spanColumns.add(-1, processor, -1, -1, -1);
    }

    /** Adds a span in which a goroutine waited for a processor. */
    public void runnable(int goroutine, long start, long end, int waker, int stackOfWaker) {
        spanColumns.add(goroutine, State.RUNNABLE, start, end);
        spanColumns.add(-1, -1, -1, stackOfWaker, waker);
    }

    /** Adds a span in which a goroutine waited. */
    public void waiting(int goroutine, long start, long end, int reason, int object, int stack) {
        spanColumns.add(goroutine, State.WAITING, start, end);
        spanColumns.add(reason, -1, object, stack, -1);
    }

    /** Adds a span in which a goroutine was in a system call. */
    public void syscall(int goroutine, long start, long end, int processor, int reason, int stack) {
        spanColumns.add(goroutine, State.SYSCALL, start, end);
        spanColumns.add(reason, processor, -1, stack, -1);
    }

    /** Adds an object and returns its index. {@code name} is a string, {@code place} a frame. */
    public int object(ObjectKind kind, int name, int place, int capacity) {
        ObjectColumns c = objectColumns;
        c.kind.add(kind.ordinal());
        c.name.add(name);
        c.place.add(place);
        c.capacity.add(capacity);
        return c.kind.size() - 1;
    }

    /** Adds an operation. */
    public void operation(long time, int goroutine, OperationKind kind, int object, int value,
            int stack) {
        OperationColumns c = operationColumns;
        c.time.add(time);
        c.goroutine.add(goroutine);
        c.kind.add(kind.ordinal());
        c.object.add(object);
        c.value.add(value);
        c.stack.add(stack);
    }

    /** Adds an event of a processor. */
    public void processorEvent(long time, int processor, ProcessorEventKind kind, int other,
            int count) {
        ProcessorColumns c = processorColumns;
        c.time.add(time);
        c.processor.add(processor);
        c.kind.add(kind.ordinal());
        c.other.add(other);
        c.count.add(count);
    }

    /** Adds a pause in which no goroutine ran; {@code text} is a string such as "GC". */
    public void pause(long start, long end, int text) {
        pauses.add(-1, start, end, text);
    }

    /** Adds a region of the program. */
    public void region(int goroutine, long start, long end, int name) {
        regions.add(goroutine, start, end, name);
    }

    /** Adds a line that the program logged. */
    public void log(int goroutine, long time, int text) {
        logs.add(goroutine, time, time, text);
    }

    /** Returns the recording. The builder is of no use after that. */
    public Recording build() {
        return new Recording(this);
    }

    Frames frames() {
        IntColumn function = new IntColumn();
        IntColumn file = new IntColumn();
        IntColumn line = new IntColumn();
        for (FrameKey f : frameKeys.all()) {
            function.add(f.function);
            file.add(f.file);
            line.add(f.line);
        }
        int[][] all = stacks.all().stream()
                .map(s -> s.stream().mapToInt(Integer::intValue).toArray()).toArray(int[][]::new);
        return new Frames(function, file, line, all);
    }

    private record FrameKey(int function, int file, int line) {}

    static final class GoroutineColumns {
        final LongColumn id = new LongColumn();
        final IntColumn name = new IntColumn();
        final IntColumn labels = new IntColumn();
        final IntColumn parent = new IntColumn();
        final IntColumn place = new IntColumn();
        final IntColumn function = new IntColumn();
        final LongColumn created = new LongColumn();
        final LongColumn ended = new LongColumn();

        Goroutines build() {
            return new Goroutines(this);
        }
    }

    static final class ObjectColumns {
        final ByteColumn kind = new ByteColumn();
        final IntColumn name = new IntColumn();
        final IntColumn place = new IntColumn();
        final IntColumn capacity = new IntColumn();

        Objects build() {
            return new Objects(kind, name, place, capacity);
        }
    }

    static final class OperationColumns {
        final LongColumn time = new LongColumn();
        final IntColumn goroutine = new IntColumn();
        final ByteColumn kind = new ByteColumn();
        final IntColumn object = new IntColumn();
        final IntColumn value = new IntColumn();
        final IntColumn stack = new IntColumn();

        Operations build() {
            return new Operations(time, goroutine, kind, object, value, stack);
        }
    }

    static final class ProcessorColumns {
        final LongColumn time = new LongColumn();
        final IntColumn processor = new IntColumn();
        final ByteColumn kind = new ByteColumn();
        final IntColumn other = new IntColumn();
        final IntColumn count = new IntColumn();

        ProcessorEvents build() {
            return new ProcessorEvents(time, processor, kind, other, count);
        }
    }

    static final class MarkColumns {
        private final IntColumn goroutine = new IntColumn();
        private final LongColumn start = new LongColumn();
        private final LongColumn end = new LongColumn();
        private final IntColumn text = new IntColumn();

        void add(int g, long from, long to, int what) {
            goroutine.add(g);
            start.add(from);
            end.add(to);
            text.add(what);
        }

        Marks build() {
            return new Marks(goroutine, start, end, text);
        }
    }
}
