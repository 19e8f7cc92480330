package dev.jopher.race.internal.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.clock.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * The clock of something that synchronises threads: a monitor, a volatile variable, a channel.
 *
 * <p>One reference to an immutable snapshot, so no operation waits. There is no record of the last
 * owner: "I released last, so I know it all" is wrong after a release without an acquire, which
 * leaves in the clock what others released. A snapshot itself says which threads know all of it,
 * see {@link ShadowThread}.
 */
public final class SyncClock {
    private static final VarHandle KNOWN;

    static {
        try {
            KNOWN = MethodHandles.lookup().findVarHandle(SyncClock.class, "known", Snapshot.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // by KNOWN
    private volatile @Nullable Snapshot known;

    /**
     * The clocks of the object's parts, made when asked for. Written under this clock's monitor.
     */
    private volatile @Nullable SyncClock @Nullable [] parts;

    /** The thread {@code t} now knows all that was released here. */
    public void acquire(ShadowThread t) {
        t.acquire(known);
    }

    /** Does the same, but no operation of the thread says so. */
    public void learn(ShadowThread t) {
        t.learn(known);
    }

    /** What {@code t} knows replaces what was released here before. */
    public void release(ShadowThread t) {
        known = t.release();
    }

    /** What {@code t} knows is added to what was released here before. */
    public void releaseMerge(ShadowThread t) {
        Snapshot s = t.release();
        Snapshot k = known;
        if (k != s && !KNOWN.compareAndSet(this, k, join(k, s))) {
            merge(s);
        }
    }

    /**
     * Returns what both know. If the present value may be taken back, the result is another object,
     * so that it stays: {@link #takeBack} compares identities.
     */
    private static @Nullable Snapshot join(@Nullable Snapshot k, Snapshot s) {
        Snapshot joined = ShadowThread.join(k, s);
        return joined == k && k != null && k.isTentative() ? k.copy(false) : joined;
    }

    /**
     * Releases before a compareAndSet, which may fail.
     *
     * @return what was known before, for {@link #takeBack}
     */
    @Nullable Snapshot releaseTentatively(ShadowThread t) {
        Snapshot s = t.release();
        Snapshot k;
        Snapshot fresh;
        do {
            k = known;
            Snapshot joined = ShadowThread.join(k, s);
            fresh = (joined == null ? s : joined).copy(true);
        } while (!KNOWN.compareAndSet(this, k, fresh));
        t.trail.tentative = fresh;
        return k;
    }

    /**
     * Takes back what a compareAndSet has released that has failed, unless another thread has
     * released here since. Then it stays, which may hide a race; the other release must stay.
     */
    void takeBack(@Nullable Snapshot before, Snapshot tentative) {
        var _ = KNOWN.compareAndSet(this, tentative, before);
    }

    /** What {@code s} knows is added to what was released here before. */
    public void merge(Snapshot s) {
        Snapshot k;
        do {
            k = known;
        } while (!KNOWN.compareAndSet(this, k, join(k, s)));
    }

    /** Returns what was released here. */
    @Nullable Snapshot known() {
        return known;
    }

    /** Returns the clock of a part, or null if it has none yet. */
    @Nullable SyncClock findPart(int index) {
        @Nullable SyncClock[] all = parts;
        return all != null && index < all.length ? all[index] : null;
    }

    /** Returns the clock of a part. */
    SyncClock part(int index) {
        SyncClock c = findPart(index);
        return c != null ? c : makePart(index);
    }

    private synchronized SyncClock makePart(int index) {
        @Nullable SyncClock[] all = parts;
        SyncClock c = findPart(index);
        if (c != null) {
            return c;
        }
        @Nullable SyncClock[] more = all;
        if (more == null || index >= more.length) {
            more = new @Nullable SyncClock[Math.max(index + 1, all == null ? 4 : 2 * all.length)];
            if (all != null) {
                System.arraycopy(all, 0, more, 0, all.length);
            }
        }
        c = new SyncClock();
        more[index] = c;
        parts = more; // also the same again, so that others see the new part
        return c;
    }
}
