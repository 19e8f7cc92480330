package dev.jopher.nats;

import java.time.Duration;
import java.util.Random;

import com.google.errorprone.annotations.CheckReturnValue;

/**
 * What goes wrong on a {@link LocalServer}, drawn by a seed. Immutable; each method returns a copy
 * with one change. Probabilities are from 0 to 1.
 *
 * {@snippet :
 * var server = new LocalServer(LocalFaults.seed(17).lostAccepts(0.1).duplicates(0.05));
 * }
 *
 * <p>Where goroutines run in parallel, it depends on their order which operation a draw is for.
 */
@CheckReturnValue
public final class LocalFaults {
    private static final LocalFaults NONE = new LocalFaults(0, 0, 0, 0, Duration.ZERO, 0,
            Duration.ZERO);

    private final long seed;
    private final double lostAnswers;
    private final double lostAccepts;
    private final double duplicates;
    private final Duration delay;
    private final double breaks;
    private final Duration broken;

    private LocalFaults(long seed, double lostAnswers, double lostAccepts, double duplicates,
            Duration delay, double breaks, Duration broken) {
        this.seed = seed;
        this.lostAnswers = probability(lostAnswers);
        this.lostAccepts = probability(lostAccepts);
        this.duplicates = probability(duplicates);
        this.delay = delay;
        this.breaks = probability(breaks);
        this.broken = broken;
    }

    private static double probability(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException(p + " is no probability");
        }
        return p;
    }

    /** Returns no faults. */
    public static LocalFaults none() {
        return NONE;
    }

    /** Returns no faults yet, to be drawn by {@code seed}. */
    public static LocalFaults seed(long seed) {
        return new LocalFaults(seed, 0, 0, 0, Duration.ZERO, 0, Duration.ZERO);
    }

    /** Loses a value that is sent, or the answer that it is stored: the sender tries again. */
    public LocalFaults lostAnswers(double p) {
        return new LocalFaults(seed, p, lostAccepts, duplicates, delay, breaks, broken);
    }

    /** Loses the answer that a delivery is accepted: the value comes again. */
    public LocalFaults lostAccepts(double p) {
        return new LocalFaults(seed, lostAnswers, p, duplicates, delay, breaks, broken);
    }

    /** Delivers a value twice, both times before it is settled. */
    public LocalFaults duplicates(double p) {
        return new LocalFaults(seed, lostAnswers, lostAccepts, p, delay, breaks, broken);
    }

    /** Delays each delivery by up to {@code most}. */
    public LocalFaults delay(Duration most) {
        return new LocalFaults(seed, lostAnswers, lostAccepts, duplicates, most, breaks, broken);
    }

    /** Breaks the connection of the process that sends or accepts, for {@code d}. */
    public LocalFaults disconnects(double p, Duration d) {
        return new LocalFaults(seed, lostAnswers, lostAccepts, duplicates, delay, p, d);
    }

    /** Draws; shared by all channels of a server. */
    final class Dice {
        private final Random random = new Random(seed);

        private synchronized boolean hits(double p) {
            return p > 0 && random.nextDouble() < p;
        }

        boolean losesAnswer() {
            return hits(lostAnswers);
        }

        boolean losesAccept() {
            return hits(lostAccepts);
        }

        boolean duplicates() {
            return hits(duplicates);
        }

        boolean breaks() {
            return hits(breaks);
        }

        boolean coin() {
            return hits(0.5);
        }

        Duration broken() {
            return broken;
        }

        synchronized Duration delay() {
            return delay.isZero() ? delay
                    : Duration.ofNanos(random.nextLong(delay.toNanos() + 1));
        }
    }
}
