package dev.jopher;

/** A target that a signal is passed on to: a context, a channel. */
@FunctionalInterface
interface SignalTarget {
    /** Handles the signal, on the JVM's thread for it. Does not wait. */
    void arrived(SignalRelay signal);
}
