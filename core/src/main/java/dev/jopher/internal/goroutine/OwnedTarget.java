package dev.jopher.internal.goroutine;

import org.jspecify.annotations.Nullable;

/**
 * A target that goroutines {@link G#waitsOn wait on} while others hold it. The wait-for graph is
 * built from its holders.
 */
public interface OwnedTarget extends WaitTarget {
    /** The result of {@link #holders} if there is none, or if it is unknown. */
    long[] NO_HOLDERS = {};

    /**
     * Returns the ids of the threads that must all act before a goroutine that waits here can
     * continue. Any thread may call this at any time. If a returned thread was seen waiting before
     * the call, it has not released what it holds.
     */
    long[] holders();

    /**
     * Returns the line at which {@code thread}, one of the {@link #holders}, took it; null if that
     * is not recorded.
     */
    default @Nullable StackTraceElement takenAt(long thread) {
        return null;
    }

    /** Returns whether it is held while a function runs that runs only once. */
    default boolean isOnce() {
        return false;
    }

    /**
     * Returns whether the holder does not have it yet, but already keeps others out: a writer that
     * waits for readers.
     */
    default boolean isHolderPending() {
        return false;
    }
}
