package dev.jopher.race.internal.sync;

import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.clock.Snapshot;
import dev.jopher.race.internal.clock.Trail;
import org.jspecify.annotations.Nullable;

/**
 * The release of a {@code compareAndSet}. It must come before the operation, and orders nothing if
 * that fails: then it is taken back. Nothing else happens in the thread in between.
 */
public final class TentativeHooks {
    private TentativeHooks() {}

    /** Releases, as the current thread is about to compare and set a variable of {@code sync}. */
    public static void comparing(@Nullable Object sync) {
        ShadowThread t = ShadowThread.current();
        if (sync != null && !t.inside) {
            t.inside = true;
            try {
                release(SyncTable.of(sync), t);
            } finally {
                t.inside = false;
            }
        }
    }

    /** Does the same of the part {@code index} of {@code sync}. */
    public static void comparing(@Nullable Object sync, int index) {
        ShadowThread t = ShadowThread.current();
        if (sync != null && index >= 0 && !t.inside) {
            t.inside = true;
            try {
                release(SyncTable.of(sync, index), t);
            } finally {
                t.inside = false;
            }
        }
    }

    /** Does the same of a variable that the program accesses by a {@code VarHandle}. */
    public static void comparingVariable(@Nullable Object accessor, @Nullable Object of, long index,
            ShadowThread t) {
        if (accessor == null || t.inside) {
            return;
        }
        t.inside = true;
        try {
            SyncClock c = FieldClocks.find(accessor, of, index, true);
            if (c != null) {
                release(c, t);
            }
        } finally {
            t.inside = false;
        }
    }

    private static void release(SyncClock c, ShadowThread t) {
        t.trail.before = c.releaseTentatively(t);
        t.trail.at = c;
    }

    /** Decides: the operation has succeeded or failed. */
    public static void compared(boolean succeeded) {
        Trail trail = ShadowThread.current().trail;
        Snapshot tentative = trail.tentative;
        if (tentative == null) {
            return;
        }
        if (!succeeded && trail.at instanceof SyncClock c) {
            c.takeBack(trail.before, tentative);
        }
        trail.tentative = null;
        trail.before = null;
        trail.at = null;
    }
}
