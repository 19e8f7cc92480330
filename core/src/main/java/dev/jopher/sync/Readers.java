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
final class Readers {
    /**
     * Whether this is kept for ever, and not for the first {@value #FIRST} only: it takes 15 % of a pair of rLock and rUnlock
     * (14.3 ns, with it 16.4, under 10,000 goroutines that come and go). With {@link LockOrderChecker}, or {@code
     * -Djopher.readers=true}.
     */
    static final boolean ALWAYS = LockOrderChecker.ON || Boolean.getBoolean("jopher.readers");

    static final int FIRST = 20_000;
    static final int PLACES = 16;

    private final long[] places = new long[PLACES];

    /** How often the one in each place reads. */
    private final int[] times = new int[PLACES];

    /** All, also those who found their places taken. */
    private int count;

    private boolean unsure;

    /** Between {@link #passing} and {@link #passed}. */
    private int strangers;

    private int left = FIRST;

    /** A short lock, and not a monitor, in whose queue a goroutine would say nothing of this lock. */
    private final SpinLock lock = new SpinLock();

    /** False if there have been enough: it is to be asked no more. */
    boolean add(long thread) {
        lock.lock();
        try {
            count++;
            int i = (int) thread & (PLACES - 1);
            if (places[i] == 0) {
                places[i] = thread;
            }
            if (places[i] == thread) {
                times[i]++;
            } else {
                unsure = true;
            }
            return ALWAYS || --left > 0;
        } finally {
            lock.unlock();
        }
    }

    /** False if it is not in its place: nothing has changed. */
    boolean remove(long thread) {
        lock.lock();
        try {
            int i = (int) thread & (PLACES - 1);
            if (places[i] != thread) {
                return false;
            }
            if (--times[i] == 0) {
                places[i] = 0;
            }
            oneLess();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** One that is not in its place is about to end reading, or for another: nobody is known until {@link #passed}. */
    void passing() {
        lock.lock();
        strangers++;
        lock.unlock();
    }

    /** @param ended whether it has ended reading: then nobody is known until all have gone */
    void passed(boolean ended) {
        lock.lock();
        try {
            strangers--;
            if (ended) {
                unsure = true;
                oneLess();
            }
        } finally {
            lock.unlock();
        }
    }

    private void oneLess() {
        if (--count <= 0) {
            forget();
        }
    }

    private void forget() {
        Arrays.fill(places, 0);
        Arrays.fill(times, 0);
        count = 0;
        unsure = false;
    }

    /** Some of those who read. */
    long[] some() {
        lock.lock();
        try {
            return unsure || strangers > 0 ? OwnedTarget.NO_HOLDERS
                    : Arrays.stream(places).filter(id -> id != 0).toArray();
        } finally {
            lock.unlock();
        }
    }
}
