package dev.jopher.race.internal.sync;

import org.jspecify.annotations.Nullable;

/**
 * An object with a field for its clock, which is quicker than {@link SyncTable}. A plain field will
 * do: {@link SyncTable} writes it under a lock, and a thread that does not see it reads it again
 * under that lock.
 */
public interface HasSyncClock {
    @Nullable SyncClock $race$clock();

    void $race$clock(SyncClock clock);
}
