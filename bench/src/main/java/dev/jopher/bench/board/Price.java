package dev.jopher.bench.board;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.bench.board.Statistics.Interval;

/**
 * What a row takes with something that has a price, and without: {@link PriceStep}.
 *
 * @param with a figure of each pair of processes, in ns
 * @param without likewise, in the same order
 */
record Price(Priced what, Row row, int procs, List<Double> with, List<Double> without) {
    Price(Priced what, Row row, int procs) {
        this(what, row, procs, new ArrayList<>(), new ArrayList<>());
    }

    /** Returns whether there is a price. There is none when the worker has failed. */
    boolean isKnown() {
        return !with.isEmpty();
    }

    List<Double> ratios() {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < with.size(); i++) {
            ratios.add(with.get(i) / without.get(i));
        }
        return ratios;
    }

    double ratio() {
        return Statistics.ratio(with, without);
    }

    Interval interval() {
        return Statistics.interval(ratios());
    }
}
