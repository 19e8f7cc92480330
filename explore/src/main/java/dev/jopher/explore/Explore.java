package dev.jopher.explore;

import dev.jopher.explore.internal.strategy.RandomWalk;
import dev.jopher.explore.internal.world.Goroutines;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.World;

/** Runs code under many schedules. */
public final class Explore {
    private Explore() {}

    /** Returns the first of {@code schedules} that fails, or null; a first version for tests. */
    public static String check(Runnable body, int schedules, long seed) {
        boolean unused = Goroutines.init(body.getClass().getClassLoader());
        var strategy = new RandomWalk();
        for (int i = 0; i < schedules; i++) {
            World w = new World(strategy, SplitMix.mix(seed, i), 100_000, false, null);
            var verdict = w.run(body);
            if (verdict.isFailure()) {
                return i + ": " + verdict + ' ' + w.failure() + ' ' + w.threads();
            }
        }
        return "";
    }
}
