package dev.jopher.internal.goroutine;

import org.jspecify.annotations.Nullable;

/** What a goroutine {@link G#waitsOn waits on} while others hold it: {@code WaitForGraph} asks who they are. */
public interface OwnedTarget extends WaitTarget {
    /** What {@link #holders} gives when there is none, or it cannot be told. */
    long[] NO_HOLDERS = {};

    /**
     * The threads, by id, of which each has to act before one that waits here can go on. Any thread may ask at any time.
     * Of a thread that is named, and was seen waiting before this was asked, it is sure that it has not given back what it
     * holds.
     */
    long[] holders();

    /** Returns the line at which {@code thread}, one of the {@link #holders}, took it; null if that is not recorded. */
    default @Nullable StackTraceElement takenAt(long thread) {
        return null;
    }

    /** Returns whether it is held while a function runs that runs only once. */
    default boolean isOnce() {
        return false;
    }

    /** Whether the holder does not have it yet, but keeps those who wait here behind him: a writer who waits for readers. */
    default boolean isHolderPending() {
        return false;
    }
}
