package dev.jopher.trace.model;

/** What a processor did, apart from the goroutines that it ran. */
public enum ProcessorEventKind {
    /** It took goroutines from another processor's queue. */
    STEAL,
    /** It lost its slot, because its goroutine ran for too long or is in a system call. */
    HAND_OVER,
    /** It fired timers. */
    TIMER
}
