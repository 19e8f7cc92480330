package dev.jopher.explore;

import java.time.Duration;

import dev.jopher.explore.internal.search.Result;

/**
 * What an exploration without a failure has done.
 *
 * @param schedules how many have run
 * @param distinct how many of them differ in more than the order of independent steps
 * @param threads in the schedule that had most
 * @param points in the schedule that had most: steps at which others could have continued
 * @param isComplete whether every possible schedule has run; only the exhaustive strategy knows
 *        that
 * @param time that it took
 */
public record Explored(int schedules, int distinct, int threads, int points, boolean isComplete,
        Duration time) {
    static Explored of(Result r) {
        return new Explored(r.schedules(), r.distinct(), r.threads(), r.points(), r.complete(),
                Duration.ofNanos(r.nanos()));
    }
}
