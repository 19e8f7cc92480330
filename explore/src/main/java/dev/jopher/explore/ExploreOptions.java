package dev.jopher.explore;

import java.time.Duration;

import dev.jopher.explore.internal.search.Options;

/**
 * What an exploration tries, and how long. Immutable: each method returns a copy.
 *
 * <pre>{@code
 * Explore.check(ExploreOptions.DEFAULT.schedules(10_000).seed(7), () -> { ... });
 * }</pre>
 */
public final class ExploreOptions {
    /** 1,000 schedules in at most 30 seconds, seed 0, the strategy that mixes the others. */
    public static final ExploreOptions DEFAULT = new ExploreOptions(Options.DEFAULT);

    private final Options options;

    private ExploreOptions(Options options) {
        this.options = options;
    }

    Options internal() {
        return options;
    }

    /** Returns options with which at most {@code n} schedules run. */
    public ExploreOptions schedules(int n) {
        return new ExploreOptions(options.withSchedules(n));
    }

    /** Returns options with which no schedule begins after so much time. */
    public ExploreOptions time(Duration limit) {
        return new ExploreOptions(options.withTime(limit));
    }

    /** Returns options with another seed. It decides all schedules. */
    public ExploreOptions seed(long seed) {
        return new ExploreOptions(options.withSeed(seed));
    }

    /** Returns options with a strategy, for example "pct3", "pos" or "exhaustive". */
    public ExploreOptions strategy(String name) {
        return new ExploreOptions(options.withStrategy(name));
    }

    /** Returns options with which a schedule is cut off after {@code n} steps. */
    public ExploreOptions maxSteps(int n) {
        return new ExploreOptions(options.withMaxSteps(n));
    }

    /**
     * Returns options with which threads that wait forever after the code has returned are a
     * failure, or are none.
     */
    public ExploreOptions leaks(boolean areFailures) {
        return new ExploreOptions(options.withLeaks(areFailures));
    }

    /**
     * Returns options with which a thread that could continue loses its turn at most {@code n}
     * times in a schedule.
     */
    public ExploreOptions preemptions(int n) {
        return new ExploreOptions(options.withPreemptions(n));
    }

    @Override
    public String toString() {
        return options.toString();
    }
}
