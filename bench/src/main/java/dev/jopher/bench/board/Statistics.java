package dev.jopher.bench.board;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is made of the rounds. */
final class Statistics {
    private Statistics() {}

    static double median(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int n = sorted.size();
        if (n == 0) {
            throw new IllegalArgumentException("no values");
        }
        return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    }

    /**
     * Returns half the way from the least to the greatest, as a part of the median: 0.05 means
     * "give or take 5 %".
     */
    static double spread(Collection<Double> values) {
        double least = values.stream().min(Double::compare).orElseThrow();
        double most = values.stream().max(Double::compare).orElseThrow();
        double median = median(values);
        return median == 0 ? 0 : (most - least) / 2 / median;
    }

    /**
     * Returns the median of the ratios of each round, not the ratio of the medians: what disturbs
     * the machine for a while disturbs both.
     */
    static double ratio(List<Double> ours, List<Double> theirs) {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            ratios.add(ours.get(i) / theirs.get(i));
        }
        return median(ratios);
    }

    static double geometricMean(Collection<Double> values) {
        double logs = values.stream().mapToDouble(Math::log).average().orElseThrow();
        return Math.exp(logs);
    }

    /** From here to there. */
    record Interval(double low, double high) {}

    /**
     * Returns where the median is that endless rounds would have: in 95 of 100 such intervals. Uses
     * the sign test, which reckons only with each value lying above it as often as below. Fewer
     * than six values say less: then it is all of them.
     */
    static Interval interval(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int n = sorted.size();
        int k = 0; // so many are left out at each end
        for (double outside = Math.pow(0.5, n), term = outside; k < (n - 1) / 2; k++) {
            term *= (double) (n - k) / (k + 1);
            outside += term;
            if (2 * outside > 0.05) {
                break;
            }
        }
        return new Interval(sorted.get(k), sorted.get(n - 1 - k));
    }
}
