package dev.jopher.internal.sched;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

import dev.jopher.internal.base.CoarseClock;
import dev.jopher.internal.base.SpinWait;

/**
 * Runs goroutines and provides their clock. It is the seam behind which another scheduler can take
 * the place of the JDK's: our own, or one that runs goroutines one at a time in a chosen order.
 *
 * <p>Channels, select, sync and timers never touch {@code LockSupport}, {@code System.nanoTime},
 * {@code Thread.sleep} or {@code ThreadLocalRandom}. They wait and wake through
 * {@linkplain Schedulable goroutines}, which call the scheduler.
 */
public interface Scheduler extends SpinWait {
    /** Maximum number of processors. The JDK's scheduler takes no more than this. */
    int MAX_PROCS = 32_767;

    /**
     * Creates, but does not start, the thread that is goroutine {@code g} and runs {@code task}.
     */
    Thread newThread(Schedulable g, String name, Runnable task);

    /** Starts {@code g}. Called by any thread. */
    void start(Schedulable g);

    /**
     * Yields if the time slice of the current goroutine is over. Called by a thread that has
     * started a goroutine and holds no lock of ours.
     */
    default void yieldIfSliceIsOver() {}

    /** Records that {@code g}, the current goroutine, has begun to run. */
    void running(Schedulable g);

    /** Records that the body of {@code g}, the current goroutine, has ended. */
    default void ended(Schedulable g) {}

    /**
     * Parks the current goroutine, which is {@code g}, until {@link #unpark}; may return
     * spuriously.
     */
    void park(Schedulable g, Object blocker);

    /** Unparks {@code g}, even if it is only about to park. Called by any thread. */
    void unpark(Schedulable g);

    /** Queues the current goroutine behind those that can run. */
    void yield();

    /**
     * Returns a number that the threads of one processor share, and that others most likely do not.
     */
    int shardHint();

    /**
     * Returns whether the current goroutine may spin for a moment before it parks. That pays if
     * another goroutine runs, which may end the wait, and if none waits for this processor.
     */
    boolean canSpin();

    /**
     * Returns a number from 0 to {@code bound - 1}, each with equal probability. All randomness of
     * the library comes from here.
     * @param bound at least 1
     */
    default int random(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }

    /** Returns how many goroutines can run at once. */
    int procs();

    /**
     * Changes how many goroutines can run at once; {@code n} is at least 1 and at most
     * {@link #MAX_PROCS}.
     */
    void procs(int n);

    /**
     * Returns how often processors have switched to another goroutine so far; -1 if that is not
     * counted.
     */
    default long switches() {
        return -1;
    }

    /**
     * Sets the timers of all goroutines. Called once. The scheduler may fire those that are due; a
     * thread of their own fires them as well.
     */
    default void timers(DueTimers all) {}

    /**
     * Returns nanoseconds from a fixed but unknown moment, as {@link System#nanoTime} does. Only
     * differences have a meaning.
     */
    long nanoTime();

    /**
     * Returns {@link #nanoTime} in milliseconds, perhaps a few of them late. For callers that read
     * it very often; see {@link CoarseClock}.
     */
    default int coarseMillis() {
        return CoarseClock.millis(nanoTime());
    }

    /** Returns the time of day that belongs to {@link #nanoTime}. */
    Instant now();
}
