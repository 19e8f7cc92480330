package dev.jopher.explore.internal.world;

import org.jspecify.annotations.Nullable;

/** Sees each step of a run. Only runs that are to be shown or repeated have one. */
public interface Recorder {
    /**
     * Records that {@code t} is about to do something; the operation is its next step.
     *
     * @param on what it does it to; null if there is nothing
     */
    void step(ControlledThread t, Op op, @Nullable Object on);

    /** Records that {@code t} continues, after another one or after the start. */
    void resumed(ControlledThread t);

    /**
     * Records that chance has given {@code result}, of {@code bound} possible ones, to {@code t}.
     */
    void random(@Nullable ControlledThread t, int bound, int result);

    /** Records that the time has passed to {@code nanos}, and that a timer fires. */
    void timer(long nanos);

    /** Records the value of the last step of {@code t}: sent, received, read or written. */
    default void value(ControlledThread t, @Nullable Object value) {}
}
