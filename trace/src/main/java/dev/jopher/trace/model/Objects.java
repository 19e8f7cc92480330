package dev.jopher.trace.model;

/** All objects that a goroutine waited on or used. */
public final class Objects {
    private final byte[] kind;
    private final int[] name;
    private final int[] place;
    private final int[] capacity;

    Objects(ByteColumn kind, IntColumn name, IntColumn place, IntColumn capacity) {
        this.kind = kind.toArray();
        this.name = name.toArray();
        this.place = place.toArray();
        this.capacity = capacity.toArray();
    }

    public int size() {
        return kind.length;
    }

    public ObjectKind kind(int object) {
        return ObjectKind.values()[kind[object]];
    }

    public int name(int object) {
        return name[object];
    }

    /** Returns the frame of its creation. */
    public int place(int object) {
        return place[object];
    }

    public int capacity(int object) {
        return capacity[object];
    }
}
