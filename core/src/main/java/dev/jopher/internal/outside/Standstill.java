package dev.jopher.internal.outside;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which no thread of this process ran, but the one that looks. What is read while it lasts is one
 * consistent snapshot of everything: goroutines, threads, queues, lists.
 *
 * <h2>Why single looks do not do</h2>
 *
 * <p>Work may go from a platform thread to a virtual one and back, each time behind the place where one looks. And the state
 * of a platform thread tells nothing of a wake-up that was given: until the system lets the thread run it stays
 * {@code WAITING}, and on a loaded machine that may be long.
 *
 * <h2>How it is proved</h2>
 *
 * <p>The system knows. A look finds every thread asleep in the kernel, and notes how often each has been switched away from.
 * {@link #held} looks again: every thread is asleep, each count is the same, there is no other thread, and none was started
 * meanwhile. A thread that is woken is runnable for the kernel at once, before its waker goes on, and it cannot fall asleep
 * again without being counted. So each thread slept from its first look to its second, and all of these intervals contain
 * the time from the end of the first look to the beginning of the second. Within that time nobody ran.
 *
 * <p>Threads of the JVM that never run Java code, such as the JIT compiler's, may run: {@link Tasks}.
 */
public interface Standstill {
    /** Begins one; null if some thread runs, or can run. */
    static @Nullable Standstill begin() {
        return Tasks.AVAILABLE ? Tasks.asleep() : CpuTimes.now();
    }

    /** Whether no thread has run since the beginning. */
    boolean held();

    /**
     * Whether a thread whose state is {@code WAITING} has not been woken either. Where this is false, such a thread may
     * be about to run.
     */
    boolean showsWakeups();

    /** How many threads of the process are not the JVM's own helpers; -1 if that is not known. */
    int threads();
}
