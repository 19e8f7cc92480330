package dev.jopher.race.internal.sync;

import org.jspecify.annotations.Nullable;

/** The clocks of objects, by identity. Holds no object that nothing else holds. */
public final class SyncTable {
    private static final WeakTable<SyncClock> CLOCKS = new WeakTable<>();

    private SyncTable() {}

    /** Returns the clock of an object. */
    public static SyncClock of(Object object) {
        SyncClock c = find(object);
        return c != null ? c : CLOCKS.putIfAbsent(object, new SyncClock());
    }

    /** Returns the clock of an object, or null if nothing was released there. */
    public static @Nullable SyncClock find(Object object) {
        return CLOCKS.find(object);
    }

    /** Returns the clock of a part of an object: a slot of a channel's buffer. */
    public static SyncClock of(Object object, int index) {
        return of(object).part(index);
    }

    /** Returns the clock of a part of an object, or null if nothing was released there. */
    public static @Nullable SyncClock find(Object object, int index) {
        SyncClock c = find(object);
        return c == null ? null : c.findPart(index);
    }

    /** Returns how many entries there are, dead ones too. */
    static int size() {
        return CLOCKS.size();
    }
}
