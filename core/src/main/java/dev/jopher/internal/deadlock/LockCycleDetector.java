package dev.jopher.internal.deadlock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import dev.jopher.internal.base.Diagnostics;
import dev.jopher.internal.base.RuntimeThread;
import dev.jopher.internal.goroutine.Probe;
import dev.jopher.internal.leak.LeakFinder;
import dev.jopher.internal.report.Reports;
import dev.jopher.internal.sched.GoRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Looks for {@link WaitForGraph} when somebody has begun to wait for a lock, and reports each once. A circle closes when the
 * last of its goroutines begins to wait; so who begins says so, and where nobody does nothing is looked at.
 *
 * <p>A wait of some milliseconds is nothing. The first check comes {@value #SOON_MILLIS} ms after, the second, which makes
 * sure, as long again; a last one later, for one that said it would wait and was slow to do so. However many goroutines
 * there are, looking takes at most one part in {@value #ONE_IN} of the time.
 */
public final class LockCycleDetector {
    private static final long SOON_MILLIS = 50;
    private static final long SOON = SOON_MILLIS * 1_000_000;

    /** Who waits for his own lock may have left it to somebody else to unlock it, who has this long to do so. */
    private static final long ONE_LOCK = 1_000_000_000;

    private static final int ONE_IN = 50;

    private static volatile boolean requested;
    private static @Nullable Thread thread;

    /**
     * Circles, each by its {@link #waits}, and when it was first seen. Not by its goroutines: between two looks nobody may
     * keep those from being found {@linkplain LeakFinder lost}.
     */
    private static final Map<Map<Long, Long>, Long> CANDIDATES = new HashMap<>();

    private static long pause = SOON;

    /** How soon a candidate is to be looked at again: the first check may have been slow, and the program be about to end. */
    private static long due = Long.MAX_VALUE;

    private LockCycleDetector() {}

    /** Said by who is about to wait for a lock or a group. */
    public static void requestCheck() {
        if (Diagnostics.ENABLED && !requested) {
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
            // the next one asks again
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
            // no memory: the next check may have
        }
        pause = Math.max(SOON, (GoRuntime.scheduler().nanoTime() - start) * ONE_IN);
    }

    /** The threads, and how often each had parked: as long as that is the same, these are the same waits. */
    private static Map<Long, Long> waits(List<WaitEdge> cycle) {
        Map<Long, Long> waits = new HashMap<>();
        for (WaitEdge w : cycle) {
            waits.put(w.thread(), w.parks());
        }
        return waits;
    }

    /** Whether a circle that was first seen {@code nanos} ago is one, and nobody else is about to report it. */
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

    /** The reports of all circles that there are, and that were not reported yet: for who is about to end the program. */
    public static String unreported() {
        return ReportedCycles.takeNew(WaitForGraph.certain()).stream().map(ReportedCycles.NewCycles::report)
                .collect(Collectors.joining("\n"));
    }

    private static void report(ReportedCycles.NewCycles news) {
        Probe probe = Probe.installed();
        if (probe != null) {
            probe.deadlock(news.report(),
                    news.cycles().stream().flatMap(List::stream).map(WaitEdge::g));
        }
        Reports.deadlock(news.report());
    }
}
