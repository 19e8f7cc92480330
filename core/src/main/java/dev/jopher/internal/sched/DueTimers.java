package dev.jopher.internal.sched;

/** Timers as a scheduler sees them that fires those that are due between two goroutines, as Go's does. */
public interface DueTimers {
    /** Returns whether no timer is pending or firing. */
    boolean isEmpty();

    /**
     * Fires what is due at {@code now}, by {@link Scheduler#nanoTime}; a few of them at most, and none
     * that may wait.
     */
    void fireDue(long now);
}
