package dev.jopher.internal.sched;

import org.jspecify.annotations.Nullable;

/**
 * Receives what processors do: the seam for the Flight Recorder and for traces. Its methods neither
 * throw nor wait.
 */
public interface SchedProbe {
    /** Records that {@code p} has lost its slot. Called by the monitor. */
    void handedOver(P p);

    /**
     * Records that {@code p} is about to run {@code r}, which continues a virtual thread. Called by
     * its carrier, as all that follow.
     * @param searched whether it has not gone straight from one goroutine to the next
     */
    default void starts(P p, Runnable r, boolean searched) {}

    /** Records that what {@code p} ran has stopped, for whatever reason. */
    default void stops(P p) {}

    /** Records that {@code p} has taken goroutines from the queue of {@code victim}. */
    default void stolen(P p, P victim, int count) {}

    /**
     * Records that {@code r}, which continues a virtual thread, is about to be queued. Called by
     * the thread that wakes it.
     */
    default void runnable(Runnable r) {}

    /** Returns this, or what is left of it, without {@code probe}; null for nothing. */
    default @Nullable SchedProbe without(SchedProbe probe) {
        return this == probe ? null : this;
    }
}
