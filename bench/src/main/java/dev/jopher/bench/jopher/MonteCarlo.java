package dev.jopher.bench.jopher;

import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Kernel;
import dev.jopher.bench.worker.Lcg;
import org.jspecify.annotations.Nullable;

/**
 * The expected return of a share: many random walks of its price, each an object with an array of
 * its own, and the mean of what they come to.
 */
final class MonteCarlo implements Kernel {
    private static final int WALKS = 1000;
    private static final int DAYS = 250;
    private static final double DRIFT = 0.03;
    private static final double VOLATILITY = 0.2;

    /** What a walk came to. */
    private static final class Outcome {
        private double expectedReturn;
        private double volatility;
    }

    /** One walk. */
    private static final class Walk {
        private final Lcg random;
        private final double[] price = new double[DAYS];
        private double spare = Double.NaN;

        Walk(int seed) {
            random = new Lcg(seed);
        }

        Outcome take() {
            double step = 1.0 / DAYS;
            double drift = (DRIFT - VOLATILITY * VOLATILITY / 2) * step;
            price[0] = 100;
            for (int day = 1; day < DAYS; day++) {
                double change = drift + VOLATILITY * Math.sqrt(step) * gauss();
                price[day] = price[day - 1] * Math.exp(change);
            }
            return outcome();
        }

        /** Returns a normally distributed number, by Marsaglia's polar method. */
        private double gauss() {
            if (!Double.isNaN(spare)) {
                double gauss = spare;
                spare = Double.NaN;
                return gauss;
            }
            double x;
            double y;
            double square;
            do {
                x = 2 * random.unit() - 1;
                y = 2 * random.unit() - 1;
                square = x * x + y * y;
            } while (square >= 1 || square == 0);
            double factor = Math.sqrt(-2 * Math.log(square) / square);
            spare = y * factor;
            return x * factor;
        }

        private Outcome outcome() {
            var outcome = new Outcome();
            for (int day = 1; day < DAYS; day++) {
                double change = Math.log(price[day] / price[day - 1]);
                outcome.expectedReturn += change;
                outcome.volatility += change * change;
            }
            outcome.expectedReturn += outcome.volatility / 2;
            return outcome;
        }
    }

    @Override
    public double run(Bench b) {
        var outcomes = new @Nullable Outcome[WALKS];
        Kernels.inParallel(b, WALKS, (from, to) -> {
            for (int i = from; i < to; i++) {
                outcomes[i] = new Walk(i).take();
            }
        });
        double sum = 0;
        for (Outcome o : outcomes) {
            if (o != null) {
                sum += o.expectedReturn + o.volatility;
            }
        }
        return sum / WALKS;
    }
}
