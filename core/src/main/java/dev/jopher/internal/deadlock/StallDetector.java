package dev.jopher.internal.deadlock;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Probe;
import dev.jopher.internal.goroutine.Registry;
import dev.jopher.internal.goroutine.UnlinkedGoroutines;
import dev.jopher.internal.outside.ExternalThreads;
import dev.jopher.internal.outside.ExternalWaker;
import dev.jopher.internal.outside.Standstill;
import dev.jopher.internal.outside.WaitInJdk;
import dev.jopher.internal.report.DurationText;
import dev.jopher.internal.report.ReportCounts;
import dev.jopher.internal.report.Reports;
import dev.jopher.internal.sched.Scheduler;
import dev.jopher.internal.time.Timers;

/**
 * Detects that nothing makes progress where {@link DeadlockDetector} must not end the program, and
 * reports it. There are two cases:
 *
 * <ul>
 * <li>Some goroutine waits for something of the JDK's: a future, a latch, a monitor. Such waits end
 *     without a trace in our records. It is reported after a second without progress.
 * <li>An {@linkplain ExternalThreads external thread} may act, but each of them is {@linkplain
 *     ExternalWaker#passive passive}: a handler of a signal, say, or a server that waits for its
 *     clients. A healthy program may wait like that. So the report comes late, only states facts,
 *     and names what the program waits for.
 * </ul>
 *
 * <p>The evidence:
 *
 * <ol>
 * <li>No processor has switched to a goroutine for so long, by the scheduler's count. The JDK's
 *     scheduler does not count; there, only goroutines that all wait in our operations are known to
 *     stand still.
 * <li>Each goroutine waits in one of our operations or, without a time limit, for another thread.
 * <li>No timer is pending, and no external thread can act, or passive ones only. All this within
 *     one {@link Standstill}.
 * </ol>
 *
 * <p>Each is reported once, and the program keeps running. Used by the detector's thread alone.
 */
final class StallDetector {
    private static final long STILL_NANOS = 1_000_000_000;

    /** How long a program waits for its clients or a signal before that is reported. */
    static final long LATE_NANOS = 10_000_000_000L;

    /**
     * Part of the time that checks may take. A check takes a stack for each goroutine that waits in
     * the JDK.
     */
    private static final int ONE_IN = 50;

    private static final long RUNS = -1;

    private static final String TITLE =
            "deadlock: all goroutines are asleep, some of them in the JDK"
                    + " (the program goes on)\n\n";

    private final Scheduler scheduler;
    private long progress = RUNS;
    private long since;

    /** How long there must be no progress before the next check. */
    private long still;

    private long leastStill = STILL_NANOS;
    private boolean reported;

    StallDetector(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Checks once. The detector's thread calls it again and again. */
    void check() {
        long now = progress();
        long start = scheduler.nanoTime();
        if (now != progress || now == RUNS) {
            progress = now;
            since = start;
            still = leastStill;
            reported = false;
        } else if (!reported && start - since >= still) {
            reported = checkAll(start - since);
            leastStill = Math.max(STILL_NANOS, (scheduler.nanoTime() - start) * ONE_IN);
            still = Math.max(nextCheck(still), leastStill);
        }
    }

    private static long nextCheck(long still) {
        return still < LATE_NANOS ? Math.min(2 * still, LATE_NANOS) : 2 * still;
    }

    /**
     * Returns a count of progress. Two equal values mean that nothing ran in between, unless they
     * are {@link #RUNS}.
     */
    private long progress() {
        long switches = scheduler.switches();
        return switches >= 0 ? switches : DeadlockDetector.parksOfSleepers();
    }

    /** Checks all goroutines. Returns whether it has reported a stall. */
    private boolean checkAll(long nanos) {
        if (UnlinkedGoroutines.exist() || !Registry.allMatch(StallDetector::standsStill)) {
            return false;
        }
        Standstill window = Standstill.begin();
        if (window == null || !Timers.shared().areAbandoned()
                || !Registry.allMatch(StallDetector::standsStill)) {
            return false;
        }
        boolean inOurs = Registry.allMatch(G::isWaiting);
        List<ExternalWaker> wakers =
                Stream.concat(ofOtherPrograms(), ExternalThreads.find(window)).toList();
        boolean proved = window.held() && progress() == progress;
        if (!proved || wakers.isEmpty() && inOurs // that is for DeadlockDetector
                || !wakers.stream().allMatch(ExternalWaker::passive)) {
            return false;
        }
        if (wakers.isEmpty()) {
            return report();
        }
        return nanos >= LATE_NANOS && reportLate(nanos, wakers);
    }

    /**
     * Returns goroutines that sleep or wait for a time though their program has ended, and their
     * timers.
     */
    private static Stream<ExternalWaker> ofOtherPrograms() {
        Stream<ExternalWaker> goroutines = Registry.snapshot().stream()
                .filter(g -> g.isAbandoned() && !waits(g))
                .map(g -> new ExternalWaker("goroutine " + g.id() + " of a program that has ended",
                        true));
        return Timers.shared().isEmpty() ? goroutines
                : Stream.concat(goroutines, Stream.of(
                        new ExternalWaker("a timer of a program that has ended", true)));
    }

    private static boolean standsStill(G g) {
        return waits(g) || g.isAbandoned() && isAsleep(g.thread());
    }

    private static boolean isAsleep(Thread t) {
        return switch (t.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            case NEW, RUNNABLE, TERMINATED -> false;
        };
    }

    private static boolean waits(G g) {
        return g.isWaiting() || WaitInJdk.isForThreads(g.thread());
    }

    private static boolean report() {
        String report = TITLE + FullDump.all();
        Probe.deadlock(report);
        ReportCounts.DEADLOCKS.incrementAndGet();
        Reports.deadlock(report);
        return true;
    }

    /**
     * Reports a program that waits for passive threads. Not to the program's handler, which may
     * take it for a deadlock.
     */
    private static boolean reportLate(long nanos, List<ExternalWaker> wakers) {
        String names = wakers.stream().map(o -> "\t" + o.description() + "\n").distinct()
                .collect(Collectors.joining());
        Reports.write("all goroutines have been asleep for " + DurationText.text(nanos)
                + ", and only these can still wake one (the program goes on):\n" + names + "\n"
                + FullDump.all());
        return true;
    }
}
