package dev.jopher.internal.sched;

/**
 * What a scheduler starts, parks and wakes: a goroutine, of which no scheduler knows more. It is the
 * handler of its thread's uncaught exceptions; by that {@link GoScheduler} knows goroutines from
 * other virtual threads.
 */
public abstract class Schedulable implements Thread.UncaughtExceptionHandler {
    /** Whether a platform thread has started or woken it and it has not run since: for {@link Fairness}. */
    volatile boolean wokenExternally;

    /** Returns the thread that it runs on, the same one for life. */
    public abstract Thread thread();
}
