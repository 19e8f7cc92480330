package dev.jopher.internal.sched;

/**
 * Learns what processors do: the seam for the Flight Recorder and for traces. It neither throws nor
 * waits.
 */
public interface SchedProbe {
    /** Called by the monitor when {@code p} has lost its seat. */
    void handedOver(P p);
}
