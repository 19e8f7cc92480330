package dev.jopher.internal.deadlock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import dev.jopher.internal.base.Controlled;
import dev.jopher.internal.base.Diagnostics;
import dev.jopher.internal.base.RuntimeThread;
import dev.jopher.internal.goroutine.Probe;
import dev.jopher.internal.leak.LeakFinder;
import dev.jopher.internal.report.ReportCounts;
import dev.jopher.internal.report.Reports;
import dev.jopher.internal.sched.GoRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Checks for cycles in the {@link WaitForGraph} when a goroutine has begun to wait for a lock, and
 * reports each once. A cycle closes when the last of its goroutines begins to wait. So each waiter
 * requests a check, and where no goroutine waits nothing is checked.
 *
 * <p>A wait of some milliseconds means nothing. The first check comes {@value #SOON_MILLIS} ms
 * later, the second, which confirms, after the same time again. A last one follows, for a goroutine
 * that requested a check and was slow to wait. However many goroutines there are, checks take at
 * most one part in {@value #ONE_IN} of the time.
 */
public final class LockCycleDetector {
    private static final long SOON_MILLIS = 50;
    private static final long SOON = SOON_MILLIS * 1_000_000;

    /** How long another goroutine has to unlock a lock for which its own holder waits. */
    private static final long ONE_LOCK = 1_000_000_000;

    private static final int ONE_IN = 50;

    private static volatile boolean requested;
    private static @Nullable Thread thread;

    /**
     * Cycles, each by its {@link #waits}, and when it was first seen. Goroutines are no keys:
     * between two checks nothing may keep them from being found {@linkplain LeakFinder leaked}.
     */
    private static final Map<Map<Long, Long>, Long> CANDIDATES = new HashMap<>();

    private static long pause = SOON;

    /**
     * How soon a candidate has to be checked again. The first check may have been slow, and the
     * program may be about to end.
     */
    private static long due = Long.MAX_VALUE;

    private LockCycleDetector() {}

    /** Requests a check. Called by a goroutine that is about to wait for a lock or a group. */
    public static void requestCheck() {
        if (Diagnostics.ENABLED && !requested && !(Controlled.ON && Controlled.isHere())) {
            request();
        }
    }

    private static synchronized void request() {
        if (requested) {
            return;
        }
        try {
            if (thread == null) {
                thread = RuntimeThread.start("jopher-cycles", LockCycleDetector::runLoop);
            }
            requested = true;
            LockSupport.unpark(thread);
        } catch (OutOfMemoryError e) {
            // The next waiter requests again.
        }
    }

    private static void runLoop() {
        for (;;) {
            while (!requested && CANDIDATES.isEmpty()) {
                LockSupport.park(CANDIDATES);
            }
            LockSupport.parkNanos(CANDIDATES, Math.min(pause, due));
            requested = false;
            check();
            if (!requested && CANDIDATES.isEmpty()) {
                LockSupport.parkNanos(CANDIDATES, ONE_LOCK);
                check();
            }
        }
    }

    private static void check() {
        long start = GoRuntime.scheduler().nanoTime();
        due = Long.MAX_VALUE;
        try {
            Set<Map<Long, Long>> seen = new HashSet<>();
            List<List<WaitEdge>> certain = new ArrayList<>();
            for (List<WaitEdge> cycle : WaitForGraph.find()) {
                if (!ReportedCycles.isReported(cycle)) {
                    Map<Long, Long> waits = waits(cycle);
                    seen.add(waits);
                    CANDIDATES.putIfAbsent(waits, start);
                    if (isCertain(cycle, start - CANDIDATES.get(waits))) {
                        certain.add(cycle);
                    }
                }
            }
            CANDIDATES.keySet().retainAll(seen);
            ReportedCycles.takeNew(certain).forEach(LockCycleDetector::report);
        } catch (RuntimeException | OutOfMemoryError e) {
            // No memory: the next check may have some.
        }
        pause = Math.max(SOON, (GoRuntime.scheduler().nanoTime() - start) * ONE_IN);
    }

    /**
     * Returns the threads, and how often each had parked. As long as that is the same, these are
     * the same waits.
     */
    private static Map<Long, Long> waits(List<WaitEdge> cycle) {
        Map<Long, Long> waits = new HashMap<>();
        for (WaitEdge w : cycle) {
            waits.put(w.thread(), w.parks());
        }
        return waits;
    }

    /**
     * Returns whether a cycle that was first seen {@code nanos} ago is certain, and {@link
     * DeadlockDetector} is not about to report it.
     */
    private static boolean isCertain(List<WaitEdge> cycle, long nanos) {
        long enough = CycleReport.involvesSingleLock(cycle) ? ONE_LOCK : SOON;
        if (nanos < enough) {
            due = Math.min(due, enough - nanos);
            return false;
        }
        if (DeadlockDetector.isSuspecting()) {
            requested = true; // one report is enough; if it comes to none, check again
            return false;
        }
        return WaitForGraph.isStill(cycle);
    }

    /**
     * Returns the reports of all cycles that were not reported yet, for a caller that is about to
     * end the program.
     */
    public static String unreported() {
        return ReportedCycles.takeNew(WaitForGraph.certain()).stream()
                .map(ReportedCycles.NewCycles::report)
                .collect(Collectors.joining("\n"));
    }

    private static void report(ReportedCycles.NewCycles news) {
        Probe probe = Probe.installed();
        if (probe != null) {
            probe.deadlock(news.report(),
                    news.cycles().stream().flatMap(List::stream).map(WaitEdge::g));
        }
        ReportCounts.DEADLOCKS.incrementAndGet();
        Reports.deadlock(news.report());
    }
}
