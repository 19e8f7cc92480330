package dev.jopher.trace.model;

import java.time.Instant;
import java.util.List;

/**
 * One recording, as the page of this package describes it. It is never changed, so all threads may
 * read it.
 */
public final class Recording {
    private final String program;
    private final Instant started;
    private final long duration;
    private final int processors;
    private final String incomplete;
    private final long lost;
    private final List<String> strings;
    private final List<String> reasons;
    private final Goroutines goroutines;
    private final Spans spans;
    private final Objects objects;
    private final Operations operations;
    private final ProcessorEvents processorEvents;
    private final Frames frames;
    private final Marks pauses;
    private final Marks regions;
    private final Marks logs;

    Recording(RecordingBuilder b) {
        program = b.program;
        started = b.started;
        duration = b.duration;
        processors = b.processors;
        incomplete = b.incomplete;
        lost = b.lost;
        strings = List.copyOf(b.strings.all());
        reasons = List.copyOf(b.reasons.all());
        goroutines = b.goroutineColumns.build();
        spans = new Spans(b.spanColumns, goroutines.size());
        objects = b.objectColumns.build();
        operations = b.operationColumns.build();
        processorEvents = b.processorColumns.build();
        frames = b.frames();
        pauses = b.pauses.build();
        regions = b.regions.build();
        logs = b.logs.build();
    }

    /** Returns a builder without content. */
    public static RecordingBuilder builder() {
        return new RecordingBuilder();
    }

    /** Returns the program's name, such as "Pool.java". */
    public String program() {
        return program;
    }

    /** Returns the wall-clock time of time 0. */
    public Instant started() {
        return started;
    }

    /** Returns its length in nanoseconds. */
    public long duration() {
        return duration;
    }

    /** Returns on how many processors goroutines could run. */
    public int processors() {
        return processors;
    }

    /** Returns why the end is missing, in one line; empty if the recording is complete. */
    public String incomplete() {
        return incomplete;
    }

    /** Returns how many events the recorder dropped. */
    public long lost() {
        return lost;
    }

    /** Returns a string; empty for -1. */
    public String string(int index) {
        return index < 0 ? "" : strings.get(index);
    }

    /** Returns how many strings there are. */
    public int strings() {
        return strings.size();
    }

    /** Returns the text of a reason to wait; empty for -1. */
    public String reason(int index) {
        return index < 0 ? "" : reasons.get(index);
    }

    /** Returns how many reasons there are. */
    public int reasons() {
        return reasons.size();
    }

    public Goroutines goroutines() {
        return goroutines;
    }

    public Spans spans() {
        return spans;
    }

    public Objects objects() {
        return objects;
    }

    public Operations operations() {
        return operations;
    }

    public ProcessorEvents processorEvents() {
        return processorEvents;
    }

    public Frames frames() {
        return frames;
    }

    public Marks pauses() {
        return pauses;
    }

    public Marks regions() {
        return regions;
    }

    public Marks logs() {
        return logs;
    }
}
