package dev.jopher;

/** What a signal is passed on to: a context, a channel. */
@FunctionalInterface
interface SignalTarget {
    /** The signal has arrived; on the JVM's thread for it. Does not wait. */
    void arrived(SignalRelay signal);
}
