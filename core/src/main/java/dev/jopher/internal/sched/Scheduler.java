package dev.jopher.internal.sched;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

import dev.jopher.internal.base.CoarseClock;
import dev.jopher.internal.base.SpinWait;

/**
 * What runs goroutines, and whose clock they live by: the seam behind which a scheduler of our own, or one
 * that runs goroutines one at a time in a chosen order, takes the place of the JDK's.
 *
 * <p>Channels, select, sync and timers never touch {@code LockSupport}, {@code System.nanoTime},
 * {@code Thread.sleep} or {@code ThreadLocalRandom}; they wait and wake through
 * {@linkplain Schedulable goroutines}, which ask the scheduler.
 */
public interface Scheduler extends SpinWait {
    /** More processors than that count for nothing; the JDK's scheduler takes no more. */
    int MAX_PROCS = 32_767;

    /** Creates, but does not start, the thread that is goroutine {@code g} and runs {@code task}. */
    Thread newThread(Schedulable g, String name, Runnable task);

    /** Makes {@code g} run, for the first time. Called by any thread. */
    void start(Schedulable g);

    /**
     * Called by a thread that has started a goroutine and holds no lock of ours: if its time slice is over, it queues
     * behind those that can run.
     */
    default void yieldIfSliceIsOver() {}

    /** {@code g}, the current goroutine, has begun to run. */
    void running(Schedulable g);

    /** Stops the current goroutine, which is {@code g}, until {@link #unpark}; may return for no reason. */
    void park(Schedulable g, Object blocker);

    /** Lets {@code g} go on, also if it is only about to park. Called by any thread. */
    void unpark(Schedulable g);

    /** Puts the current goroutine behind those that can run. */
    void yield();

    /** A number that the threads which run on one processor share, and others most likely not. */
    int shardHint();

    /**
     * Whether the current goroutine may as well spin for a moment before it parks: another one runs, which may end the
     * waiting, and none is kept from running.
     */
    boolean canSpin();

    /**
     * Returns a number from 0 to {@code bound - 1}, each with equal probability. All that is left to
     * chance comes from here.
     *
     * @param bound at least 1
     */
    default int random(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }

    /** How many goroutines can run at once. */
    int procs();

    /** Changes how many goroutines can run at once; {@code n} is at least 1 and at most {@link #MAX_PROCS}. */
    void procs(int n);

    /** How often processors have gone on to another goroutine so far; -1 if nobody counts. */
    default long switches() {
        return -1;
    }

    /**
     * Gives it the timers of all goroutines, once; it may fire those that are due. A thread of their
     * own fires them as well.
     */
    default void timers(DueTimers all) {}

    /** Nanoseconds from a fixed but unknown moment, as {@link System#nanoTime}: for differences only. */
    long nanoTime();

    /** {@link #nanoTime} in milliseconds, perhaps a few of them late, for those who ask all the time: {@link CoarseClock}. */
    default int coarseMillis() {
        return CoarseClock.millis(nanoTime());
    }

    /** The time of day that belongs to {@link #nanoTime}. */
    Instant now();
}
