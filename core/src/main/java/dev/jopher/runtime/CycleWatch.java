package dev.jopher.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Looks for {@link LockCycles} when somebody has begun to wait for a lock, and reports each once. A circle closes when the
 * last of its goroutines begins to wait; so who begins says so, and where nobody does nothing is looked at.
 *
 * <p>A wait of some milliseconds is nothing. The first look comes {@value #SOON_MILLIS} ms after, the second, which makes
 * sure, as long again; a last one later, for one that said it would wait and was slow to do so. However many goroutines
 * there are, looking takes at most one part in {@value #ONE_IN} of the time.
 */
public final class CycleWatch {
    private static final long SOON_MILLIS = 50;
    private static final long SOON = SOON_MILLIS * 1_000_000;

    /** Who waits for his own lock may have left it to somebody else to unlock it, who has this long to do so. */
    private static final long ONE_LOCK = 1_000_000_000;

    private static final int ONE_IN = 50;

    private static volatile boolean asked;
    private static @Nullable Thread thread;

    /** Those in circles that were reported, and how often they had parked by then. */
    private static final Map<G, Long> REPORTED = new WeakHashMap<>();

    private static long pause = SOON;

    private CycleWatch() {}

    /** Said by who is about to wait for a lock or a group. */
    public static void somebodyWaits() {
        if (Whereabouts.NOTED && !asked) {
            ask();
        }
    }

    private static synchronized void ask() {
        if (asked) {
            return;
        }
        try {
            if (thread == null) {
                thread = RuntimeThread.start("jopher-cycles", CycleWatch::watchForever);
            }
            asked = true;
            LockSupport.unpark(thread);
        } catch (OutOfMemoryError e) {
            // the next one asks again
        }
    }

    private static void watchForever() {
        for (;;) {
            while (!asked) {
                LockSupport.park(REPORTED);
            }
            LockSupport.parkNanos(REPORTED, pause);
            asked = false;
            look();
            if (!asked) {
                LockSupport.parkNanos(REPORTED, ONE_LOCK);
                look();
            }
        }
    }

    private static void look() {
        try {
            long start = System.nanoTime();
            List<List<LockWait>> found = new ArrayList<>(LockCycles.find());
            found.removeIf(c -> c.stream().allMatch(CycleWatch::isReported));
            pause = Math.max(SOON, (System.nanoTime() - start) * ONE_IN);
            if (!found.isEmpty()) {
                confirmLater(found);
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            // no memory: the next look may have
        }
    }

    private static boolean isReported(LockWait w) {
        Long parks = REPORTED.get(w.g());
        return parks != null && parks == w.parks();
    }

    private static void confirmLater(List<List<LockWait>> found) {
        parkFor(SOON);
        found.stream().filter(c -> !CycleReport.isOfOneLock(c)).forEach(CycleWatch::confirm);
        if (found.stream().anyMatch(CycleReport::isOfOneLock)) {
            parkFor(ONE_LOCK);
            found.stream().filter(CycleReport::isOfOneLock).forEach(CycleWatch::confirm);
        }
    }

    private static void confirm(List<LockWait> cycle) {
        if (DeadlockDetector.isOnToIt()) {
            asked = true; // one report is enough; if it comes to none, look again
        } else if (LockCycles.isStill(cycle)) {
            cycle.forEach(w -> REPORTED.put(w.g(), w.parks()));
            report(cycle);
        }
    }

    private static void report(List<LockWait> cycle) {
        String report = CycleReport.of(cycle);
        if (Jfr.isOn()) {
            JfrEvents.deadlock(report, cycle.stream().map(LockWait::g));
        }
        Reports.deadlock(report);
    }

    private static void parkFor(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(REPORTED, left);
        }
    }
}
