package dev.jopher.race.internal.sync;

import dev.jopher.race.internal.clock.ShadowThread;
import org.jspecify.annotations.Nullable;

/**
 * What the rewritten classes of the JDK call around their synchronising operations: {@link
 * ProgramHooks} for the current thread. Never throws; does nothing for
 * null, so that the operation itself fails as it would without the detector.
 */
public final class Hooks {
    private Hooks() {}

    /** The current thread has just acquired {@code sync}: entered it, read it, joined it. */
    public static void acquire(@Nullable Object sync) {
        ProgramHooks.acquire(sync, ShadowThread.current());
    }

    /**
     * The current thread is about to release {@code sync}: exit it, write it. Adds to what is
     * there.
     */
    public static void release(@Nullable Object sync) {
        ProgramHooks.release(sync, ShadowThread.current());
    }

    /** Like {@link #acquire(Object)}, of the part {@code index} of {@code sync}. */
    public static void acquire(@Nullable Object sync, int index) {
        if (sync != null && index >= 0) {
            ProgramHooks.acquireField(sync, index, ShadowThread.current());
        }
    }

    /** Like {@link #release(Object)}, of the part {@code index} of {@code sync}. */
    public static void release(@Nullable Object sync, int index) {
        if (sync != null && index >= 0) {
            ProgramHooks.releaseField(sync, index, ShadowThread.current());
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
