package dev.jopher.bench.board;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the time grows with the number of things that some structure holds.
 *
 * @param name what the worker calls it
 * @param what the n of it are
 * @param nanos the times for {@link #SIZES}, fewer if one took too long
 */
record Growth(String name, String what, List<Double> nanos) {
    /** A number that is doubled three times. */
    static final List<Integer> SIZES = List.of(12_500, 25_000, 50_000, 100_000);

    /**
     * More than that grows faster than n log n, whose exponent is 1.1 at these sizes; the rest is
     * for the caches. What is quadratic has 2.
     */
    static final double MOST = 1.35;

    Growth(String name, String what) {
        this(name, what, new ArrayList<>());
    }

    /**
     * Returns the slope of the logarithm of the time over that of the number: 1 is linear, 2
     * quadratic.
     */
    double exponent() {
        int n = nanos.size();
        double[] x = SIZES.stream().limit(n).mapToDouble(Math::log).toArray();
        double[] y = nanos.stream().mapToDouble(Math::log).toArray();
        double middleX = IntStream.range(0, n).mapToDouble(i -> x[i]).average().orElse(0);
        double middleY = IntStream.range(0, n).mapToDouble(i -> y[i]).average().orElse(0);
        double up = 0;
        double along = 0;
        for (int i = 0; i < n; i++) {
            up += (x[i] - middleX) * (y[i] - middleY);
            along += (x[i] - middleX) * (x[i] - middleX);
        }
        return up / along;
    }

    /**
     * Returns whether all sizes came to an end and the time does not grow much faster than they do.
     */
    boolean isGood() {
        return nanos.size() == SIZES.size() && exponent() <= MOST;
    }
}
