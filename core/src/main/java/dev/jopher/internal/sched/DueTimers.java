package dev.jopher.internal.sched;

/** Timers for a scheduler that fires those that are due between two goroutines, as Go's does. */
public interface DueTimers {
    /** Returns whether no timer is pending or firing. */
    boolean isEmpty();

    /**
     * Fires timers that are due at {@code now}, by {@link Scheduler#nanoTime}. Fires a few at most,
     * and none whose action may wait.
     */
    void fireDue(long now);
}
