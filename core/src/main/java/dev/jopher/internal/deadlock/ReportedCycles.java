package dev.jopher.internal.deadlock;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

import dev.jopher.internal.goroutine.G;

/**
 * Reports each cycle once. The first at its lines is reported in full. If every request runs into
 * the same deadlock, each further one takes a line.
 */
final class ReportedCycles {
    /**
     * Maximum number of line keys that are remembered. Beyond that, cycles are reported in full
     * again.
     */
    private static final int MAX_LINES = 1000;

    /** Goroutines in cycles that were reported, and how often they had parked by then. */
    private static final Map<G, Long> REPORTED = new WeakHashMap<>();

    private static final Set<String> LINES = new HashSet<>();

    private ReportedCycles() {}

    /** Cycles at the same lines, and their report. */
    record NewCycles(String report, List<List<WaitEdge>> cycles) {}

    static synchronized boolean isReported(List<WaitEdge> cycle) {
        for (WaitEdge w : cycle) {
            Long parks = REPORTED.get(w.g());
            if (parks == null || parks != w.parks()) {
                return false;
            }
        }
        return true;
    }

    /** Marks cycles that the caller is about to report. */
    static synchronized void markReported(List<List<WaitEdge>> cycles) {
        cycles.forEach(cycle -> cycle.forEach(w -> REPORTED.put(w.g(), w.parks())));
    }

    /**
     * Returns the reports of those that were not reported before, and marks them. The cycles must
     * be certain. The caller has to report them.
     */
    static synchronized List<NewCycles> takeNew(List<List<WaitEdge>> cycles) {
        List<List<WaitEdge>> unreported = new ArrayList<>();
        for (List<WaitEdge> cycle : cycles) {
            if (!isReported(cycle)) {
                cycle.forEach(w -> REPORTED.put(w.g(), w.parks()));
                unreported.add(cycle);
            }
        }
        List<NewCycles> fresh = new ArrayList<>();
        CycleReport.byLines(unreported)
                .forEach((lines, all) -> fresh.add(new NewCycles(report(lines, all), all)));
        return fresh;
    }

    private static String report(String lines, List<List<WaitEdge>> cycles) {
        if (LINES.size() >= MAX_LINES) {
            LINES.clear();
        }
        return LINES.add(lines) ? CycleReport.of(cycles) : CycleReport.ofMoreAtSameLines(cycles);
    }
}
