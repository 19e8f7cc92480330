package dev.jopher.internal.sched;

/**
 * What a scheduler starts, parks and wakes: a goroutine, of which a scheduler knows nothing else.
 * It is the uncaught-exception handler of its thread. By that, {@link GoScheduler} distinguishes
 * goroutines from other virtual threads.
 */
public abstract class Schedulable implements Thread.UncaughtExceptionHandler {
    /**
     * Whether a platform thread has started or woken it and it has not run since. Used by
     * {@link Fairness}.
     */
    volatile boolean wokenExternally;

    /** Returns the thread that it runs on, the same one for life. */
    public abstract Thread thread();
}
