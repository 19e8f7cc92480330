package dev.jopher;

/** What a signal is passed on to: a context, a channel. */
@FunctionalInterface
interface SignalTarget {
    /** Reports that the signal has come; on the JVM's thread for it. Does not wait. */
    void arrived(SignalRelay signal);
}
