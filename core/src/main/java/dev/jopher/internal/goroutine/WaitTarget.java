package dev.jopher.internal.goroutine;

import org.jspecify.annotations.Nullable;

/**
 * What a goroutine waits on, as {@link G#park} is told: describes itself for dumps and reports. What belongs to the
 * public API does not implement this, since it would become part of it: there, {@code toString} is the description.
 */
public interface WaitTarget {
    /**
     * Its state in a few words, such as {@code Mutex[locked] 0x1b2c3d}. Called by any thread at any time, so it takes short
     * locks at most, and never waits.
     */
    String describe();

    /**
     * Returns whether it is as those that wait here want it: they are about to be woken. For dumps, which may look just then.
     */
    default boolean isOver() {
        return false;
    }

    /**
     * What is recorded of it that matters to a goroutine which waits for {@code why}, such as {@code " (made at A.java:5)"};
     * empty if that is nothing.
     */
    default String history(WaitReason why) {
        return "";
    }

    /** {@link #history(WaitReason)} of what a goroutine waits on. */
    static String history(@Nullable Object on, WaitReason why) {
        return on instanceof WaitTarget t ? t.history(why) : "";
    }

    /** The public object behind it, whose identity tells whether two goroutines wait on the same. */
    default Object identity() {
        return this;
    }

    /** What tells apart two that describe themselves alike: Go prints addresses. */
    static String address(Object on) {
        return "0x" + Integer.toHexString(
                System.identityHashCode(on instanceof WaitTarget t ? t.identity() : on));
    }

    /** Its state in a few words, empty if there is nothing to tell. It may have changed when the caller reads it. */
    static String describe(@Nullable Object on) {
        if (on == null) {
            return "";
        }
        return on instanceof WaitTarget t ? t.describe() : on + " " + address(on);
    }
}
