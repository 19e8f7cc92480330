package dev.jopher.explore;

import java.util.Objects;

import dev.jopher.explore.internal.search.Exploration;
import dev.jopher.explore.internal.search.Failure;
import dev.jopher.explore.internal.search.Options;
import dev.jopher.explore.internal.world.Goroutines;

/** Runs code under many schedules. */
public final class Explore {
    private Explore() {}

    /** Returns the first of {@code schedules} that fails, or ""; a first version for tests. */
    public static String check(Runnable body, int schedules, long seed) {
        boolean unused = Goroutines.init(body.getClass().getClassLoader());
        Options options = Options.DEFAULT.withSchedules(schedules).withSeed(seed);
        Failure f = new Exploration(options, body).run().failure();
        return f == null ? "" : Objects.toString(f);
    }
}
