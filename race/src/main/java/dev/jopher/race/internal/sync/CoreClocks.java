package dev.jopher.race.internal.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.clock.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of one of Jopher's objects: one for the object, and for a channel one for each slot of
 * its buffer. Several threads may merge at once; all else happens under the object's own lock. No
 * monitor is needed, and none could be used, because Jopher's short locks are held.
 */
public final class CoreClocks {
    private static final Snapshot[] NONE = {};
    private static final VarHandle KNOWN;

    static {
        try {
            KNOWN = MethodHandles.lookup().findVarHandle(CoreClocks.class, "known",
                    Snapshot.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable Snapshot known;
    private @Nullable Snapshot[] slots = NONE;

    @Nullable Snapshot get() {
        return known;
    }

    void set(@Nullable Snapshot s) {
        known = s;
    }

    void merge(Snapshot s) {
        Snapshot before;
        do {
            before = known;
        } while (!KNOWN.compareAndSet(this, before, ShadowThread.join(before, s)));
    }

    @Nullable Snapshot get(int slot) {
        return slot < slots.length ? slots[slot] : null;
    }

    void set(int slot, @Nullable Snapshot s) {
        int n = slots.length;
        if (slot >= n) { // grows as the buffer is used: a large one may stay almost empty
            slots = Arrays.copyOf(slots, Math.max(slot + 1, n + (n >> 1)));
        }
        slots[slot] = s;
    }
}
