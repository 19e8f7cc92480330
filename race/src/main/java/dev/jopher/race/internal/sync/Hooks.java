package dev.jopher.race.internal.sync;

import dev.jopher.race.internal.clock.ShadowThread;
import org.jspecify.annotations.Nullable;

/**
 * What instrumented code calls around its synchronising operations. Never throws; does nothing for
 * null, so that the operation itself fails as it would without the detector.
 */
public final class Hooks {
    private Hooks() {}

    /** The current thread has just acquired {@code sync}: entered it, read it, joined it. */
    public static void acquire(@Nullable Object sync) {
        ShadowThread t = ShadowThread.current();
        if (sync == null || t.inside) {
            return;
        }
        t.inside = true;
        try {
            SyncClock c = SyncTable.find(sync);
            if (c != null) {
                c.acquire(t);
            }
        } finally {
            t.inside = false;
        }
    }

    /** The current thread is about to release {@code sync}: exit it, write it. Adds to what is there. */
    public static void release(@Nullable Object sync) {
        ShadowThread t = ShadowThread.current();
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

    /** Like {@link #acquire(Object)}, of the part {@code index} of {@code sync}. */
    public static void acquire(@Nullable Object sync, int index) {
        ShadowThread t = ShadowThread.current();
        if (sync == null || t.inside || index < 0) {
            return;
        }
        t.inside = true;
        try {
            SyncClock c = SyncTable.find(sync, index);
            if (c != null) {
                c.acquire(t);
            }
        } finally {
            t.inside = false;
        }
    }

    /** Like {@link #release(Object)}, of the part {@code index} of {@code sync}. */
    public static void release(@Nullable Object sync, int index) {
        ShadowThread t = ShadowThread.current();
        if (sync == null || t.inside || index < 0) {
            return;
        }
        t.inside = true;
        try {
            SyncTable.of(sync, index).releaseMerge(t);
        } finally {
            t.inside = false;
        }
    }

    /** From now on the current thread's operations order nothing. Returns what {@link #unmute} gets. */
    public static boolean mute() {
        ShadowThread t = ShadowThread.current();
        boolean inside = t.inside;
        t.inside = true;
        return inside;
    }

    public static void unmute(boolean inside) {
        ShadowThread.current().inside = inside;
    }
}
