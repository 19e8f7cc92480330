package dev.jopher.explore.internal.strategy;

import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Strategy;
import dev.jopher.explore.internal.world.World;

/** Chooses the strategy of each schedule of an exploration, and learns from those that have run. */
public interface Plan {
    /** Returns the strategy of the {@code n}-th schedule, from 0. */
    Strategy next(int n);

    /** Returns the seed of a schedule, from that of all. */
    default long seed(long all, int n) {
        return SplitMix.mix(all, n);
    }

    /**
     * Runs when a schedule has ended.
     * @param isNew whether it differs from all before
     */
    default void ended(World run, boolean isNew) {}

    /** Returns whether every schedule has run, and none was cut off. */
    default boolean isComplete() {
        return false;
    }

    /** Returns whether there is nothing left to run. */
    default boolean isOver() {
        return false;
    }
}
