package dev.jopher.internal.deadlock;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

import dev.jopher.internal.goroutine.G;

/**
 * What is new of circles: each is told once. The first at its lines is told whole; where every request runs into the same
 * deadlock, the others take a line.
 */
final class ReportedCycles {
    /** Should a program have more of them, they are told whole again. */
    private static final int MAX_LINES = 1000;

    /** Those in circles that were told, and how often they had parked by then. */
    private static final Map<G, Long> REPORTED = new WeakHashMap<>();

    private static final Set<String> LINES = new HashSet<>();

    private ReportedCycles() {}

    /** Circles at the same lines, and what is to be said of them. */
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

    /** They are about to be told. */
    static synchronized void markReported(List<List<WaitEdge>> cycles) {
        cycles.forEach(cycle -> cycle.forEach(w -> REPORTED.put(w.g(), w.parks())));
    }

    /** Of circles that are certain; to be told by the caller, who is the first. */
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
