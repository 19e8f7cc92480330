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
    private static final int MOST_PLACES = 1000;

    /** Those in circles that were told, and how often they had parked by then. */
    private static final Map<G, Long> TOLD = new WeakHashMap<>();

    private static final Set<String> PLACES = new HashSet<>();

    private ReportedCycles() {}

    /** Circles at the same lines, and what is to be said of them. */
    record News(String report, List<List<WaitEdge>> cycles) {}

    static synchronized boolean isTold(List<WaitEdge> cycle) {
        for (WaitEdge w : cycle) {
            Long parks = TOLD.get(w.g());
            if (parks == null || parks != w.parks()) {
                return false;
            }
        }
        return true;
    }

    /** They are about to be told. */
    static synchronized void told(List<List<WaitEdge>> cycles) {
        cycles.forEach(cycle -> cycle.forEach(w -> TOLD.put(w.g(), w.parks())));
    }

    /** Of circles that are certain; to be told by the caller, who is the first. */
    static synchronized List<News> of(List<List<WaitEdge>> cycles) {
        List<List<WaitEdge>> untold = new ArrayList<>();
        for (List<WaitEdge> cycle : cycles) {
            if (!isTold(cycle)) {
                cycle.forEach(w -> TOLD.put(w.g(), w.parks()));
                untold.add(cycle);
            }
        }
        List<News> news = new ArrayList<>();
        CycleReport.byPlace(untold)
                .forEach((place, all) -> news.add(new News(report(place, all), all)));
        return news;
    }

    private static String report(String place, List<List<WaitEdge>> cycles) {
        if (PLACES.size() >= MOST_PLACES) {
            PLACES.clear();
        }
        return PLACES.add(place) ? CycleReport.of(cycles) : CycleReport.ofMoreAtOnePlace(cycles);
    }
}
