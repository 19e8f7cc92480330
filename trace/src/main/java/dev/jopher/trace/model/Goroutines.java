package dev.jopher.trace.model;

/** All goroutines, in the order in which the recording met them. */
public final class Goroutines {
    private final long[] id;
    private final int[] name;
    private final int[] labels;
    private final int[] parent;
    private final int[] place;
    private final int[] function;
    private final long[] created;
    private final long[] ended;

    Goroutines(RecordingBuilder.GoroutineColumns c) {
        id = c.id.toArray();
        name = c.name.toArray();
        labels = c.labels.toArray();
        parent = c.parent.toArray();
        place = c.place.toArray();
        function = c.function.toArray();
        created = c.created.toArray();
        ended = c.ended.toArray();
    }

    public int size() {
        return id.length;
    }

    /** Returns its number in dumps. */
    public long id(int goroutine) {
        return id[goroutine];
    }

    public int name(int goroutine) {
        return name[goroutine];
    }

    public int labels(int goroutine) {
        return labels[goroutine];
    }

    public int parent(int goroutine) {
        return parent[goroutine];
    }

    /** Returns the frame of the {@code go} statement; -1 for main, and where it is unknown. */
    public int place(int goroutine) {
        return place[goroutine];
    }

    public int function(int goroutine) {
        return function[goroutine];
    }

    public long created(int goroutine) {
        return created[goroutine];
    }

    /** Returns when it ended; -1 if it lived at the end of the recording. */
    public long ended(int goroutine) {
        return ended[goroutine];
    }
}
