package dev.jopher.internal.sched;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What a scheduler starts, parks and wakes: a goroutine, of which a scheduler knows nothing else.
 * It is the uncaught-exception handler of its thread. By that, {@link GoScheduler} distinguishes
 * goroutines from other virtual threads.
 */
public abstract class Schedulable implements Thread.UncaughtExceptionHandler {
    private static final int NOT_WOKEN = 0;
    private static final int WOKEN = 1;
    private static final int ENDED = 2;

    private static final VarHandle OUTSIDE_WAKE;

    static {
        try {
            OUTSIDE_WAKE = MethodHandles.lookup().findVarHandle(Schedulable.class, "outsideWake",
                    int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * Whether a platform thread has started or woken it and it has not run since. Used by
     * {@link Fairness}.
     */
    private volatile int outsideWake;

    /** Returns the thread that it runs on, the same one for life. */
    public abstract Thread thread();

    /** Notes that a platform thread wakes it. Returns false if that was noted, or it has ended. */
    final boolean noteOutsideWake() {
        return outsideWake == NOT_WOKEN
                && OUTSIDE_WAKE.compareAndSet(this, NOT_WOKEN, WOKEN);
    }

    /** Forgets the note, because it runs. Returns whether there was one. */
    final boolean clearOutsideWake() {
        return outsideWake == WOKEN && OUTSIDE_WAKE.compareAndSet(this, WOKEN, NOT_WOKEN);
    }

    /** Refuses notes from now on, because it has ended. Returns whether there was one. */
    final boolean endOutsideWakes() {
        return (int) OUTSIDE_WAKE.getAndSet(this, ENDED) == WOKEN;
    }
}
