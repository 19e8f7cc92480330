package dev.jopher.race.internal.sync;

import org.jspecify.annotations.Nullable;

/** The clocks of objects, by identity. Holds no object that nothing else holds. */
public final class SyncTable {
    private static final WeakTable<SyncClock> CLOCKS = new WeakTable<>();

    private SyncTable() {}

    /** Returns the clock of an object. */
    public static SyncClock of(Object object) {
        SyncClock c = find(object);
        return c != null ? c : make(object);
    }

    /** Returns the clock of an object, or null if nothing was released there. */
    public static @Nullable SyncClock find(Object object) {
        return object instanceof HasSyncClock has ? has.$race$clock() : CLOCKS.find(object);
    }

    private static SyncClock make(Object object) {
        return object instanceof HasSyncClock has
                ? makeIn(has)
                : CLOCKS.putIfAbsent(object, new SyncClock());
    }

    private static SyncClock makeIn(HasSyncClock object) {
        synchronized (CLOCKS.monitor(object)) {
            SyncClock c = object.$race$clock();
            if (c == null) {
                c = new SyncClock();
                object.$race$clock(c);
            }
            return c;
        }
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

    /**
     * What is released at {@code from} is from now on released at {@code to}, and nothing else is.
     */
    public static void move(Object from, Object to) {
        SyncClock f = find(from);
        SyncClock t = f == null ? find(to) : of(to);
        if (t != null) {
            t.known(f == null ? null : f.known());
        }
    }

    /** Returns how many entries there are, dead ones too. */
    static int size() {
        return CLOCKS.size();
    }
}
