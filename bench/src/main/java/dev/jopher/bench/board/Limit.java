package dev.jopher.bench.board;

import java.util.ArrayList;
import java.util.List;

/**
 * What has to hold whatever others do.
 *
 * @param what is measured, with its unit
 * @param mark the least or the most that it may be
 * @param atMost which of them
 * @param measured a figure of each round
 */
record Limit(String name, String what, double mark, boolean atMost, List<Double> measured) {
    static Limit atMost(String name, double mark, String what) {
        return new Limit(name, what, mark, true, new ArrayList<>());
    }

    static Limit atLeast(String name, double mark, String what) {
        return new Limit(name, what, mark, false, new ArrayList<>());
    }

    double median() {
        return Statistics.median(measured);
    }

    double worst() {
        return measured.stream().reduce(atMost ? Math::max : Math::min).orElseThrow();
    }

    /** Returns whether it holds in each round. */
    boolean holds() {
        return atMost ? worst() <= mark : worst() >= mark;
    }
}
