package dev.jopher.explore.internal.search;

import java.time.Duration;

/**
 * What an exploration tries, and how long.
 * @param schedules after so many it ends
 * @param time after that time it ends; a schedule that does not end then is given up
 * @param seed decides all schedules; the same seed gives the same ones
 * @param strategy a name that {@link dev.jopher.explore.internal.strategy.Strategies} knows
 * @param maxSteps a schedule is cut off after so many steps
 * @param leaks whether threads that still wait when main has returned are a failure
 * @param preemptions how often at most a thread that could continue loses its turn in a schedule;
 *        {@link #UNBOUNDED} for no limit
 */
public record Options(int schedules, Duration time, long seed, String strategy, int maxSteps,
        boolean leaks, int preemptions) {
    public static final int UNBOUNDED = Integer.MAX_VALUE;
    public static final int SCHEDULES = 1000;
    public static final Duration TIME = Duration.ofSeconds(30);
    public static final int MAX_STEPS = 100_000;

    /** The strategy that mixes the others. */
    public static final String MIXED = "mixed";

    public static final Options DEFAULT =
            new Options(SCHEDULES, TIME, 0, MIXED, MAX_STEPS, false, UNBOUNDED);

    public Options withSchedules(int n) {
        return new Options(n, time, seed, strategy, maxSteps, leaks, preemptions);
    }

    public Options withTime(Duration limit) {
        return new Options(schedules, limit, seed, strategy, maxSteps, leaks, preemptions);
    }

    public Options withSeed(long s) {
        return new Options(schedules, time, s, strategy, maxSteps, leaks, preemptions);
    }

    public Options withStrategy(String name) {
        return new Options(schedules, time, seed, name, maxSteps, leaks, preemptions);
    }

    public Options withMaxSteps(int n) {
        return new Options(schedules, time, seed, strategy, n, leaks, preemptions);
    }

    public Options withLeaks(boolean on) {
        return new Options(schedules, time, seed, strategy, maxSteps, on, preemptions);
    }

    public Options withPreemptions(int n) {
        return new Options(schedules, time, seed, strategy, maxSteps, leaks, n);
    }
}
