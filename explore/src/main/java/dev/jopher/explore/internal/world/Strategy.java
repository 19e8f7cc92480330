package dev.jopher.explore.internal.world;

import org.jspecify.annotations.Nullable;

/** Chooses the thread that continues. One object serves many runs, one after the other. */
public interface Strategy {
    /** Begins a run. All random choices come from {@code random}. */
    void begin(SplitMix random);

    /**
     * Returns its name with all that it needs to do the same again, as {@code Strategies.of} reads
     * it. Valid from {@link #begin} until the next.
     */
    default String spec() {
        return getClass().getSimpleName();
    }

    /** Runs for each thread, before it can be chosen. */
    default void created(ControlledThread t) {}

    /**
     * Returns whether others may continue at such a point. If not, the thread passes it.
     */
    default boolean sees(Op op) {
        return true;
    }

    /**
     * Returns the index of the thread that continues.
     * @param ready the first {@code n} of these can; at least two
     * @param current the one that is at a point, and among {@code ready}; null if the last one
     *        waits or has ended
     */
    int pick(ControlledThread[] ready, int n, @Nullable ControlledThread current);

    /** Runs when a thread gives way by itself: it may poll for what another one does. */
    default void yielded(ControlledThread t) {}

    /** Returns what chance gives the program: a number from 0 to {@code bound - 1}. */
    default int random(int bound, SplitMix numbers) {
        return numbers.next(bound);
    }

    /** Returns whether the methods below are called too. Others need not pay for that. */
    default boolean isWatching() {
        return false;
    }

    /** Returns whether a thread may also go on where it gives way by itself. */
    default boolean seesYield() {
        return isWatching();
    }

    /** Runs when an operation takes place: at its point, or when it has got what it waits for. */
    default void committed(ControlledThread t, Op op, @Nullable Object on) {}

    /** Runs when {@code by} has made {@code t} ready. */
    default void woken(ControlledThread t, ControlledThread by) {}

    /**
     * Runs when {@code t} has begun an {@linkplain Op#isAcquiring acquiring} operation and has to
     * wait.
     */
    default void blocked(ControlledThread t) {}

    /** Runs when all threads wait, and a timer fires. */
    default void timePassed() {}

    /** Ends what {@link #begin} has begun, after each run. */
    default void end(World run) {}
}
