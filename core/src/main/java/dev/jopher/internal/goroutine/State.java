package dev.jopher.internal.goroutine;

/**
 * What a goroutine does: it waits in one of this library's operations, for a {@link WaitReason}, or
 * it does something else, an {@link Activity}. Reports print {@link #toString}.
 */
public sealed interface State permits WaitReason, Activity {
    /** Returns whether the state says all: there is nothing in particular that it waits on. */
    default boolean saysAll() {
        return false;
    }
}
