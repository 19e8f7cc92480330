package dev.jopher.race.internal.sync;

import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.clock.Snapshot;
import org.jspecify.annotations.Nullable;

/** The clock of something that synchronises threads: a monitor, a volatile variable, a channel's slot. */
public final class SyncClock {
    private @Nullable Snapshot known;

    /** The thread {@code t} now knows all that was released here. */
    public synchronized void acquire(ShadowThread t) {
        t.acquire(known);
    }

    /** What {@code t} knows replaces what was released here before. */
    public synchronized void release(ShadowThread t) {
        known = t.release();
    }

    /** What {@code t} knows is added to what was released here before. */
    public synchronized void releaseMerge(ShadowThread t) {
        known = ShadowThread.join(known, t.release());
    }
}
