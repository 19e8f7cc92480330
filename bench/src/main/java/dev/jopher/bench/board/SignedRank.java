package dev.jopher.bench.board;

import java.util.Arrays;
import java.util.List;

import dev.jopher.bench.board.Statistics.Interval;

/**
 * Says how much two builds differ, by Wilcoxon's signed-rank test on the logarithms of the ratios
 * of pairs.
 *
 * <p>The test needs only that a pair's log ratio is as often above the true one as below it by the
 * same amount. Both builds run in the same way and change places, so that holds whatever the
 * figures' distribution is. A t-interval would need a normal distribution, which rows with two
 * modes do not have. A bootstrap of six or ten pairs gives intervals that are too narrow. The sign
 * test ({@link Statistics#interval}) needs less still, but half as many pairs again.
 */
final class SignedRank {
    /** With fewer values even the widest interval is wrong in more than 5 of 100 cases. */
    static final int LEAST = 6;

    private static final double OUTSIDE = 0.025;

    private SignedRank() {}

    /**
     * Returns the middle of the ratios: the median of the means of any two (Hodges and Lehmann).
     */
    static double middle(List<Double> ratios) {
        double[] means = means(ratios);
        int n = means.length;
        return Math.exp((means[(n - 1) / 2] + means[n / 2]) / 2);
    }

    /**
     * Returns the 95 % interval of the true ratio, without bounds if there are fewer than
     * {@link #LEAST}.
     */
    static Interval interval(List<Double> ratios) {
        if (ratios.size() < LEAST) {
            return new Interval(0, Double.POSITIVE_INFINITY);
        }
        double[] means = means(ratios);
        int k = leftOut(ratios.size());
        return new Interval(Math.exp(means[k]), Math.exp(means[means.length - 1 - k]));
    }

    /** Returns the means of any two logarithms, each with itself too, sorted. */
    private static double[] means(List<Double> ratios) {
        double[] logs = ratios.stream().mapToDouble(Math::log).toArray();
        var means = new double[logs.length * (logs.length + 1) / 2];
        int count = 0;
        for (int i = 0; i < logs.length; i++) {
            for (int j = i; j < logs.length; j++) {
                means[count++] = (logs[i] + logs[j]) / 2;
            }
        }
        Arrays.sort(means);
        return means;
    }

    /**
     * Returns how many of the means are left out at each end: the sum of ranks is so small in 2.5
     * of 100 cases.
     */
    private static int leftOut(int n) {
        double[] chances = chances(n);
        double outside = 0;
        for (int k = 0;; k++) {
            outside += chances[k];
            if (outside > OUTSIDE) {
                return k - 1;
            }
        }
    }

    /**
     * Returns the chance of each sum of the ranks 1 to n, when each of them counts or not by a
     * coin.
     */
    private static double[] chances(int n) {
        var chances = new double[n * (n + 1) / 2 + 1];
        chances[0] = 1;
        for (int rank = 1, most = 0; rank <= n; rank++) {
            most += rank;
            for (int sum = most; sum >= 0; sum--) {
                chances[sum] = (chances[sum] + (sum >= rank ? chances[sum - rank] : 0)) / 2;
            }
        }
        return chances;
    }
}
