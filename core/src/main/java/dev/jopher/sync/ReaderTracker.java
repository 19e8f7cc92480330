package dev.jopher.sync;

import java.util.Arrays;

import dev.jopher.internal.base.SpinLock;
import dev.jopher.internal.goroutine.OwnedTarget;
import dev.jopher.internal.track.LockOrderChecker;

/**
 * Who reads under an {@link RWMutex}, as far as that can be told cheaply, if there are more than one: each thread has
 * the place that its id names.
 *
 * <p>Who reads is told after it has begun, and forgotten before it ends. When two have the same place, or a read lock is given
 * back by a thread that is not in its place, nobody is known until all have gone. One is told that has given its lock to
 * another only as long as this one reads itself: the first time, nothing tells which of its locks it gave back.
 */
final class ReaderTracker {
    /**
     * Whether this is kept for ever, and not for the first {@value #BUDGET} only: it takes 15 % of a pair of rLock and rUnlock
     * (14.3 ns, with it 16.4, under 10,000 goroutines that come and go). With {@link LockOrderChecker}, or {@code
     * -Djopher.readers=true}.
     */
    static final boolean ALWAYS = LockOrderChecker.ON || Boolean.getBoolean("jopher.readers");

    static final int BUDGET = 20_000;
    static final int SLOTS = 16;

    private final long[] slots = new long[SLOTS];

    /** How often the one in each place reads. */
    private final int[] counts = new int[SLOTS];

    /** All, also those who found their places taken. */
    private int count;

    private boolean ambiguous;

    /** Between {@link #beginForeignUnlock} and {@link #endForeignUnlock}. */
    private int foreignUnlocks;

    private int budget = BUDGET;

    /** A short lock, and not a monitor, in whose queue a goroutine would say nothing of this lock. */
    private final SpinLock lock = new SpinLock();

    /** False if there have been enough: it is to be asked no more. */
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

    /** False if it is not in its place: nothing has changed. */
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

    /** One that is not in its place is about to end reading, or for another: nobody is known until {@link #endForeignUnlock}. */
    void beginForeignUnlock() {
        lock.lock();
        foreignUnlocks++;
        lock.unlock();
    }

    /** @param ended whether it has ended reading: then nobody is known until all have gone */
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

    /** Some of those who read. */
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
