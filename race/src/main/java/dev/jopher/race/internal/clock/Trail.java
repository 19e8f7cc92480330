package dev.jopher.race.internal.clock;

import org.jspecify.annotations.Nullable;

/**
 * What a thread has done recently that could order it, and the locks that it holds. A report says
 * by it why two accesses have no order.
 *
 * <p>Only the thread itself writes it, on each synchronisation, and nothing is allocated. Another
 * thread reads the releases while that goes on. Each is one {@code long} with its own epoch, so an
 * entry that is found is right, and one that is not found is not known.
 */
public final class Trail {
    /** How many locks are named; of more the number is known. */
    private static final int LOCKS = 8;

    private static final int RELEASES = 4;
    private static final int NOTHING = -1;
    private static final @Nullable Object[] NO_LOCKS = {};
    private static final int[] NO_PLACES = {};

    /**
     * A thread has released a lock that another one has locked, so nothing is sure about locks.
     */
    private static volatile boolean handedOver;

    /** The words of the last releases: the epoch that each has ended, and its place. */
    private final long[] releases = new long[RELEASES];

    /** The index of the element whose check has found a race, or -1 if it is none. */
    public int element = -1;

    /**
     * The place of a call of a collection that has a lock of its own, or 0: its content is accessed
     * when it has locked that.
     */
    public int deferred;

    /** A race that is to be reported when the thread holds none of Jopher's locks. */
    public @Nullable Found found;

    /** What a compareAndSet has released that is not decided yet. */
    public @Nullable Snapshot tentative;

    /** What was known there before, and where: a {@code SyncClock}. */
    public @Nullable Snapshot before;
    public @Nullable Object at;

    private int acquired = NOTHING;
    private @Nullable Object[] locks = NO_LOCKS;
    private int[] places = NO_PLACES;
    private int held;

    Trail() {}

    /**
     * A race of the thread's own access.
     *
     * @param previous the word of the first access
     * @param previousWrote whether that was a write
     * @param site of the second access
     */
    public record Found(long previous, boolean previousWrote, int site, boolean writes) {}

    void released(long word) {
        releases[Epoch.clockOf(word) & RELEASES - 1] = word;
    }

    /** Records an acquire. Those that the program itself has called count, where there are any. */
    void acquired(int place) {
        if (place > 0 || place == 0 && acquired == NOTHING) {
            acquired = place;
        }
    }

    /** Returns the place of the release that has ended an epoch, or -1 if that is not known. */
    public int releasedAfter(long epoch) {
        long word = releases[Epoch.clock(epoch) & RELEASES - 1];
        return Epoch.epochOf(word) == epoch ? Epoch.siteOf(word) : -1;
    }

    /** Returns whether the thread has released nothing since an epoch. */
    public boolean isWithin(long epoch) {
        for (long word : releases) {
            if (Epoch.epochOf(word) >= epoch) {
                return false;
            }
        }
        return true;
    }

    /** Returns the place of the last acquire of this thread, or -1 if there was none. */
    public int acquired() {
        return acquired;
    }

    /** Records that the thread has locked {@code lock}. */
    public void locked(Object lock, int place) {
        if (held < LOCKS) {
            if (locks.length == 0) {
                locks = new @Nullable Object[LOCKS];
                places = new int[LOCKS];
            }
            locks[held] = lock;
            places[held] = place;
        }
        held++;
    }

    /** Records that the thread is about to unlock {@code lock}. */
    public void unlocked(Object lock) {
        for (int i = Math.min(held, locks.length) - 1; i >= 0; i--) {
            if (locks[i] == lock) {
                remove(i);
                return;
            }
        }
        if (held > LOCKS) {
            held--;
        } else {
            handedOver = true;
        }
    }

    private void remove(int i) {
        int last = Math.min(held, LOCKS) - 1;
        for (int j = i; j < last; j++) {
            locks[j] = locks[j + 1];
            places[j] = places[j + 1];
        }
        locks[last] = null;
        held--;
    }

    /** Returns how many locks the thread holds, or -1 if that is not known. */
    public int held() {
        return handedOver || held > LOCKS || held > 0 && locks[held - 1] == null ? -1 : held;
    }

    /** Returns a lock that the thread holds. */
    public @Nullable Object lock(int i) {
        return locks[i];
    }

    /** Returns where it was locked. */
    public int place(int i) {
        return places[i];
    }
}
