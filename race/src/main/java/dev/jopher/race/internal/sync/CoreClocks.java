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

    private static final int USES = 4;
    private static final long[] NO_USES = {};

    private volatile @Nullable Snapshot known;
    private @Nullable Snapshot[] slots = NONE;

    /** The words of the last uses, and that of the last change: {@code RaceEvents.uses}. */
    private long[] uses = NO_USES;
    private long change;

    @Nullable Snapshot get() {
        return known;
    }

    void set(@Nullable Snapshot s) {
        known = s;
    }

    /**
     * Records a use. Of several that have no order, the last {@value #USES} are known, as in Go's
     * detector.
     *
     * @param word of the use
     * @return the word of a change that races with it, or 0
     */
    long use(ShadowThread t, long word) {
        if (uses.length == 0) {
            uses = new long[USES];
        }
        uses[cell(t, word)] = word;
        return change != 0 && !t.knows(change) ? change : 0;
    }

    private int cell(ShadowThread t, long word) {
        for (int i = 0; i < USES; i++) {
            if (uses[i] == 0 || t.knows(uses[i])) {
                return i;
            }
        }
        return (int) (word >>> 20) & USES - 1;
    }

    /**
     * Records a change. Returns the word of a use, or minus that of a change, that races with it;
     * or 0.
     *
     * @param isWait whether earlier changes do not count
     */
    long change(ShadowThread t, long word, boolean isWait) {
        long before = change;
        change = word;
        for (long use : uses) {
            if (use != 0 && !t.knows(use)) {
                return use;
            }
        }
        return before != 0 && !isWait && !t.knows(before) ? -before : 0;
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
