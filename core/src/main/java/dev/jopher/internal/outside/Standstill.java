package dev.jopher.internal.outside;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which no thread of this process ran, except the one that checks. What is
 * read while it lasts is one consistent snapshot of everything: goroutines, threads, queues, lists.
 *
 * <h2>Why single checks are not enough</h2>
 *
 * <p>Work may move from a platform thread to a virtual one and back, each time behind the place
 * where the checker reads. And the state of a platform thread does not show that it was woken:
 * until the system lets the thread run it stays {@code WAITING}. On a loaded machine that may be
 * long.
 *
 * <h2>How it is proved</h2>
 *
 * <p>The system knows. The first check finds every thread asleep in the kernel, and records how
 * often each has been switched away from. {@link #held} checks again: every thread is asleep, each
 * count is the same, there is no other thread, and none was started meanwhile. A woken thread is
 * runnable for the kernel at once, before its waker continues, and it cannot fall asleep again
 * without being counted. So each thread slept from the first check of it to the second. All of
 * these intervals contain the time from the end of the first check to the beginning of the second.
 * Within that time no thread ran.
 *
 * <p>Threads of the JVM that never run Java code, such as the JIT compiler's, may run: {@link
 * Tasks}.
 */
public interface Standstill {
    /** Begins a standstill; null if some thread runs, or can run. */
    static @Nullable Standstill begin() {
        return Tasks.AVAILABLE ? Tasks.asleep() : CpuTimes.now();
    }

    /** Returns whether no thread has run since the beginning. */
    boolean held();

    /**
     * Returns whether a thread whose state is {@code WAITING} has not been woken either. If false,
     * such a thread may be about to run.
     */
    boolean showsWakeups();

    /**
     * Returns how many threads of the process are not the JVM's own helpers; -1 if that is not
     * known.
     */
    int threads();
}
