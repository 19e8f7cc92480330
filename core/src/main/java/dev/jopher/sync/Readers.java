package dev.jopher.sync;

import java.util.Arrays;

import dev.jopher.runtime.Held;
import dev.jopher.runtime.LockOrder;
import dev.jopher.runtime.ShortLock;

/**
 * Who reads under an {@link RWMutex}, as far as that can be told cheaply, if there are more than one: a thread is found in
 * the place that its id names, unless another was there before.
 *
 * <p>Never wrong: who reads is told after it has begun, and forgotten before it ends. When a read lock is given back by a
 * thread that is not in its place, it may be another's, and nobody is known until all have gone.
 */
final class Readers {
    /**
     * Whether this is kept for ever, and not for the first {@value #FIRST} only: it takes 15 % of a pair of rLock and rUnlock
     * (14.3 ns, with it 16.4, under 10,000 goroutines that come and go). With {@link LockOrder}, or {@code
     * -Djopher.readers=true}.
     */
    static final boolean ALWAYS = LockOrder.ON || Boolean.getBoolean("jopher.readers");

    static final int FIRST = 20_000;
    static final int PLACES = 8;

    private final long[] places = new long[PLACES];

    /** All, also those who found their places taken. */
    private int count;

    /** How many of them found their places taken. */
    private int elsewhere;

    private boolean unsure;

    private int left = FIRST;

    /** A short lock, and not a monitor, in whose queue a goroutine would say nothing of this lock. */
    private final ShortLock lock = new ShortLock();

    /** False if there have been enough: it is to be asked no more. */
    boolean add(long thread) {
        lock.lock();
        try {
            count++;
            int i = (int) thread & (PLACES - 1);
            if (places[i] == 0) {
                places[i] = thread;
            } else {
                elsewhere++;
            }
            return ALWAYS || --left > 0;
        } finally {
            lock.unlock();
        }
    }

    void remove(long thread) {
        lock.lock();
        try {
            int i = (int) thread & (PLACES - 1);
            if (places[i] == thread) {
                places[i] = 0;
            } else if (--elsewhere < 0) {
                unsure = true;
            }
            if (--count <= 0) {
                forget();
            }
        } finally {
            lock.unlock();
        }
    }

    private void forget() {
        Arrays.fill(places, 0);
        count = 0;
        elsewhere = 0;
        unsure = false;
    }

    /** Some of those who read. */
    long[] some() {
        lock.lock();
        try {
            return unsure ? Held.NOBODY : Arrays.stream(places).filter(id -> id != 0).toArray();
        } finally {
            lock.unlock();
        }
    }
}
