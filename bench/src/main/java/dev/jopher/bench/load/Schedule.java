package dev.jopher.bench.load;

import java.util.SplittableRandom;

/**
 * The moments at which requests are due: a Poisson process, as if many clients that do not know of
 * each other sent them.
 */
final class Schedule {
    private final SplittableRandom random;
    private final double meanGap;
    private double next;

    /**
     * Creates a schedule.
     *
     * @param start by {@code System.nanoTime}
     * @param rate requests per second
     */
    Schedule(long start, double rate, long seed) {
        random = new SplittableRandom(seed);
        meanGap = 1e9 / rate;
        next = start;
    }

    /** Returns the next moment. */
    long next() {
        next += -Math.log(1 - random.nextDouble()) * meanGap;
        return (long) next;
    }
}
