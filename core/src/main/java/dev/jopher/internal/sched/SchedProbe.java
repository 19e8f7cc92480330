package dev.jopher.internal.sched;

/**
 * Receives what processors do: the seam for the Flight Recorder and for traces. Its methods neither
 * throw nor wait.
 */
public interface SchedProbe {
    /** Records that {@code p} has lost its slot. Called by the monitor. */
    void handedOver(P p);
}
