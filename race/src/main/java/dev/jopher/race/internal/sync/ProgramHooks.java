package dev.jopher.race.internal.sync;

import java.lang.reflect.Field;

import dev.jopher.race.internal.clock.ShadowThread;
import org.jspecify.annotations.Nullable;

/**
 * What the transformed classes of the program call around their synchronising operations. As {@link
 * Hooks}, but the caller has its {@code ShadowThread} in a local variable. Never throws; does
 * nothing for null, so that the operation itself fails as it would without the detector.
 */
public final class ProgramHooks {
    private static final SyncClock FENCE = new SyncClock();

    private ProgramHooks() {}

    /** The monitor of {@code sync} has just been entered. */
    public static void acquire(@Nullable Object sync, ShadowThread t) {
        if (sync == null || t.inside) {
            return;
        }
        t.inside = true;
        try {
            SyncClock c = SyncTable.find(sync);
            t.acquire(c == null ? null : c.known());
        } finally {
            t.inside = false;
        }
    }

    /** The monitor of {@code sync} is about to be exited. */
    public static void release(@Nullable Object sync, ShadowThread t) {
        if (sync == null || t.inside) {
            return;
        }
        t.inside = true;
        try {
            SyncTable.of(sync).releaseMerge(t);
        } finally {
            t.inside = false;
        }
    }

    /** Acquires the monitor of {@code sync}, which has just been entered at a place. */
    public static void enter(@Nullable Object sync, ShadowThread t, int place) {
        if (sync == null || t.inside) {
            return;
        }
        t.place = place;
        acquire(sync, t);
        t.place = 0;
        t.trail.locked(sync, place);
    }

    /** Releases the monitor of {@code sync}, which is about to be exited at a place. */
    public static void exit(@Nullable Object sync, ShadowThread t, int place) {
        if (sync == null || t.inside) {
            return;
        }
        t.place = place;
        release(sync, t);
        t.place = 0;
        t.trail.unlocked(sync);
    }

    /** Records that the thread has locked {@code lock}. What that orders is seen elsewhere. */
    public static void locked(@Nullable Object lock, ShadowThread t, int place) {
        if (lock != null && !t.inside) {
            t.trail.locked(lock, place);
        }
    }

    /** Records that the thread is about to unlock {@code lock}. */
    public static void unlocked(@Nullable Object lock, ShadowThread t) {
        if (lock != null && !t.inside) {
            t.trail.unlocked(lock);
        }
    }

    /** A volatile field with this clock has just been read. */
    public static void acquire(SyncClock c, ShadowThread t) {
        if (!t.inside) {
            t.inside = true;
            try {
                c.acquire(t);
            } finally {
                t.inside = false;
            }
        }
    }

    /** A volatile field with this clock is about to be written. */
    public static void release(SyncClock c, ShadowThread t) {
        if (!t.inside) {
            t.inside = true;
            try {
                c.releaseMerge(t);
            } finally {
                t.inside = false;
            }
        }
    }

    /** A volatile field has just been read. Returns its clock, or null if it has none yet. */
    public static @Nullable SyncClock acquireField(Object o, int number, ShadowThread t) {
        if (t.inside) {
            return null;
        }
        t.inside = true;
        try {
            SyncClock c = SyncTable.find(o, number);
            t.acquire(c == null ? null : c.known());
            return c;
        } finally {
            t.inside = false;
        }
    }

    /** A volatile field is about to be written. Returns its clock. */
    public static @Nullable SyncClock releaseField(Object o, int number, ShadowThread t) {
        if (t.inside) {
            return null;
        }
        t.inside = true;
        try {
            SyncClock c = SyncTable.of(o, number);
            c.releaseMerge(t);
            return c;
        } finally {
            t.inside = false;
        }
    }

    /**
     * A static volatile field has just been read. Returns its clock, or null if it has none yet.
     *
     * @param name its interned name, see {@link FieldClocks#nameOf}
     */
    public static @Nullable SyncClock acquireStatic(Object name, ShadowThread t) {
        if (t.inside) {
            return null;
        }
        acquire(name, t);
        return SyncTable.find(name);
    }

    /** A static volatile field is about to be written. Returns its clock. */
    public static @Nullable SyncClock releaseStatic(Object name, ShadowThread t) {
        if (t.inside) {
            return null;
        }
        release(name, t);
        return SyncTable.find(name);
    }

    /**
     * A variable has just been read through a {@code VarHandle} or the like, with acquire or
     * volatile semantics, see {@link FieldClocks#find}.
     */
    public static void acquireVariable(@Nullable Object accessor, @Nullable Object of, long index,
            ShadowThread t) {
        if (accessor == null || t.inside) {
            return;
        }
        t.inside = true;
        try {
            SyncClock c = FieldClocks.find(accessor, of, index, false);
            if (c != null) {
                c.acquire(t);
            }
        } finally {
            t.inside = false;
        }
    }

    /** A variable is about to be written through a {@code VarHandle} or the like. */
    public static void releaseVariable(@Nullable Object accessor, @Nullable Object of, long index,
            ShadowThread t) {
        if (accessor == null || t.inside) {
            return;
        }
        t.inside = true;
        try {
            SyncClock c = FieldClocks.find(accessor, of, index, true);
            if (c != null) {
                c.releaseMerge(t);
            }
        } finally {
            t.inside = false;
        }
    }

    /** The program has made a field updater. */
    public static void updater(@Nullable Object updater, Class<?> type, String field,
            ShadowThread t) {
        boolean inside = t.inside;
        t.inside = true;
        try {
            if (updater != null) {
                Updaters.made(updater, type, field);
            }
        } finally {
            t.inside = inside;
        }
    }

    /** The program has asked for the offset of a field. */
    public static void offset(Field f, long offset, ShadowThread t) {
        boolean inside = t.inside;
        t.inside = true;
        try {
            FieldOffsets.asked(f, offset);
        } finally {
            t.inside = inside;
        }
    }

    /** A fence: ordered with all other fences, which may order too much, never too little. */
    public static void fence(ShadowThread t) {
        release(FENCE, t);
        acquire(FENCE, t);
    }
}
