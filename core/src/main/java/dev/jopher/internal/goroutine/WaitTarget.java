package dev.jopher.internal.goroutine;

import org.jspecify.annotations.Nullable;

/**
 * What a goroutine waits on; passed to {@link G#park}. It describes itself for dumps and reports.
 * Classes of the public API do not implement this, because it would become part of the API. Their
 * description is {@code toString}.
 */
public interface WaitTarget {
    /**
     * Returns its state in a few words, such as {@code Mutex[locked] 0x1b2c3d}. Called by any
     * thread at any time, so it takes spin locks at most, and never waits.
     */
    String describe();

    /**
     * Returns whether the condition of its waiters is already true: they are about to be woken. For
     * dumps that are taken just then.
     */
    default boolean isOver() {
        return false;
    }

    /**
     * Returns what is recorded of it for a goroutine that waits for {@code why}, such as
     * {@code " (made at A.java:5)"}; empty if nothing is.
     */
    default String history(WaitReason why) {
        return "";
    }

    /** Returns {@link #history(WaitReason)} of what a goroutine waits on. */
    static String history(@Nullable Object on, WaitReason why) {
        return on instanceof WaitTarget t ? t.history(why) : "";
    }

    /**
     * Returns the public object behind it. Two goroutines wait on the same target if it is the same
     * object.
     */
    default Object identity() {
        return this;
    }

    /** Returns what distinguishes two targets with the same description. Go prints addresses. */
    static String address(Object on) {
        return "0x" + Integer.toHexString(
                System.identityHashCode(on instanceof WaitTarget t ? t.identity() : on));
    }

    /**
     * Returns its state in a few words, empty if there is none. It may have changed when the caller
     * reads it.
     */
    static String describe(@Nullable Object on) {
        if (on == null) {
            return "";
        }
        return on instanceof WaitTarget t ? t.describe() : on + " " + address(on);
    }
}
