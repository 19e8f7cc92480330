package dev.jopher.explore.internal.search;

import dev.jopher.explore.internal.world.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A schedule that has failed, with all that {@link Exploration#repeat} needs to run it again.
 * @param exception what has left a thread; null if the verdict is about no exception
 * @param schedule its number, from 0
 * @param seed of this schedule, for {@code World}
 * @param strategy its name with all parameters, see {@code Strategy.spec()}
 * @param maxSteps the limit of steps
 * @param leaks whether threads that still wait count
 * @param hash of all steps
 * @param steps how many it has
 * @param divergence null if a second run was the same; else where it first differed
 */
public record Failure(Verdict verdict, @Nullable Throwable exception, int schedule, long seed,
        String strategy, int maxSteps, boolean leaks, long hash, int steps,
        @Nullable String divergence) {

    /** Returns whether the same schedule has failed in the same way a second time. */
    public boolean isRepeatable() {
        return divergence == null;
    }

    Failure withDivergence(@Nullable String where) {
        return new Failure(verdict, exception, schedule, seed, strategy, maxSteps, leaks, hash,
                steps, where);
    }
}
