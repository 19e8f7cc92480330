package dev.jopher.sync;

import java.util.Arrays;

import dev.jopher.internal.base.SpinLock;
import dev.jopher.internal.goroutine.OwnedTarget;
import dev.jopher.internal.track.LockOrderChecker;

/**
 * Knows the threads that read under an {@link RWMutex}, if there is more than one and as far as
 * that costs little. Each thread has the slot that its id selects.
 *
 * <p>A reader is added after it has begun to read, and removed before it stops. If two threads
 * share a slot, or a thread that is not in its slot unlocks, no reader is named until all have
 * left.
 *
 * <p>A thread may unlock for another. If a reader's lock is released by a thread that reads itself,
 * the tracker removes that thread and keeps the reader: it cannot know which of the two locks was
 * released. An example: A and B read, and B releases A's lock. The tracker then names A, although
 * only B's own lock is left. When B unlocks a second time, it is no longer in its slot, and no
 * reader is named until all have left.
 */
final class ReaderTracker {
    /**
     * Whether all readers are tracked, and not only the first {@value #BUDGET}. Tracking takes 15 %
     * of a pair of rLock and rUnlock (14.3 ns, with it 16.4, under 10,000 short-lived goroutines).
     * Set by {@link LockOrderChecker}, or by {@code -Djopher.readers=true}.
     */
    static final boolean ALWAYS = LockOrderChecker.ON || Boolean.getBoolean("jopher.readers");

    static final int BUDGET = 20_000;
    static final int SLOTS = 16;

    private final long[] slots = new long[SLOTS];

    /** Number of read locks of the thread in each slot. */
    private final int[] counts = new int[SLOTS];

    /** Number of all readers, including those whose slots were taken. */
    private int count;

    /** Whether the slots do not show all readers, so none is named. */
    private boolean ambiguous;

    /** Number of threads between {@link #beginForeignUnlock} and {@link #endForeignUnlock}. */
    private int foreignUnlocks;

    private int budget = BUDGET;

    /**
     * A short lock and not a monitor: a goroutine in a monitor's queue would not show this lock.
     */
    private final SpinLock lock = new SpinLock();

    /**
     * Adds a reader. Returns false if the budget is used up; then the caller stops the tracking.
     */
    boolean add(long thread) {
        lock.lock();
        try {
            count++;
            int i = (int) thread & (SLOTS - 1);
            if (slots[i] == 0) {
                slots[i] = thread;
            }
            if (slots[i] == thread) {
                counts[i]++;
            } else {
                ambiguous = true;
            }
            return ALWAYS || --budget > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Removes a reader. Returns false, and changes nothing, if the thread is not in its slot. */
    boolean remove(long thread) {
        lock.lock();
        try {
            int i = (int) thread & (SLOTS - 1);
            if (slots[i] != thread) {
                return false;
            }
            if (--counts[i] == 0) {
                slots[i] = 0;
            }
            decrement();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Begins an unlock by a thread that is not in its slot. No reader is named until {@link
     * #endForeignUnlock}.
     */
    void beginForeignUnlock() {
        lock.lock();
        foreignUnlocks++;
        lock.unlock();
    }

    /**
     * Ends such an unlock.
     *
     * @param ended whether it was carried out: then no reader is named until all have left
     */
    void endForeignUnlock(boolean ended) {
        lock.lock();
        try {
            foreignUnlocks--;
            if (ended) {
                ambiguous = true;
                decrement();
            }
        } finally {
            lock.unlock();
        }
    }

    private void decrement() {
        if (--count <= 0) {
            clear();
        }
    }

    private void clear() {
        Arrays.fill(slots, 0);
        Arrays.fill(counts, 0);
        count = 0;
        ambiguous = false;
    }

    /** Returns the ids of readers; none if that is ambiguous. */
    long[] readers() {
        lock.lock();
        try {
            return ambiguous || foreignUnlocks > 0 ? OwnedTarget.NO_HOLDERS
                    : Arrays.stream(slots).filter(id -> id != 0).toArray();
        } finally {
            lock.unlock();
        }
    }
}
