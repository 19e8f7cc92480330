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
import dev.jopher.internal.report.Reports;
import dev.jopher.internal.sched.Scheduler;
import dev.jopher.internal.time.Timers;

/**
 * Notices that nothing goes on any more where {@link DeadlockDetector} must not end the program, and reports it. Two cases:
 *
 * <ul>
 * <li>some goroutine waits for something of the JDK's: a future, a latch, a monitor. Such waits end without leaving a trace in
 * our notes. It is reported after a second in which nothing has gone on;
 * <li>an {@linkplain ExternalThreads outsider} may act, but each of them is {@linkplain ExternalWaker#passive passive}: a handler of a
 * signal, say, or a server that waits for its clients. A healthy program may wait so, so the report comes late, says no
 * more than what is, and names what the program waits for.
 * </ul>
 *
 * <p>The evidence:
 *
 * <ol>
 * <li>no processor has gone on to a goroutine for so long, by the scheduler's count; the JDK's scheduler does not count, and
 * there only goroutines that all wait in our operations are known to stand still;
 * <li>each goroutine waits in one of our operations or, without a limit of time, for another thread;
 * <li>no timer is pending, and no outsider can act, or passive ones only; all this within one {@link Standstill}.
 * </ol>
 *
 * <p>Each is reported once, and the program goes on. Used by the detector's thread alone.
 */
final class StallDetector {
    private static final long STILL_NANOS = 1_000_000_000;

    /** A program that waits for its clients or a signal is told so after that. */
    static final long LATE_NANOS = 10_000_000_000L;

    /** A check takes a stack for each goroutine that waits in the JDK: it may take one part in so many of the time. */
    private static final int ONE_IN = 50;

    private static final long RUNS = -1;

    private static final String TITLE =
            "deadlock: all goroutines are asleep, some of them in the JDK"
                    + " (the program goes on)\n\n";

    private final Scheduler scheduler;
    private long progress = RUNS;
    private long since;

    /** How long nothing must have gone on before the next check. */
    private long still;

    private long leastStill = STILL_NANOS;
    private boolean reported;

    StallDetector(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Called again and again. */
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

    /** Equal at two times means that nothing went on in between, unless it is {@link #RUNS}. */
    private long progress() {
        long switches = scheduler.switches();
        return switches >= 0 ? switches : DeadlockDetector.parksOfSleepers();
    }

    /** Whether it has reported what it saw. */
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
        List<ExternalWaker> outsiders =
                Stream.concat(ofOtherPrograms(), ExternalThreads.find(window)).toList();
        boolean proved = window.held() && progress() == progress;
        if (!proved || outsiders.isEmpty() && inOurs // that is for the detector
                || !outsiders.stream().allMatch(ExternalWaker::passive)) {
            return false;
        }
        if (outsiders.isEmpty()) {
            return report();
        }
        return nanos >= LATE_NANOS && reportLate(nanos, outsiders);
    }

    /** Those that sleep or wait for a time, though their program has ended. */
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
        Reports.deadlock(report);
        return true;
    }

    /** Not to the program's handler, which may take it for a deadlock. */
    private static boolean reportLate(long nanos, List<ExternalWaker> outsiders) {
        String names = outsiders.stream().map(o -> "\t" + o.description() + "\n").distinct()
                .collect(Collectors.joining());
        Reports.write("all goroutines have been asleep for " + DurationText.text(nanos)
                + ", and only these can still wake one (the program goes on):\n" + names + "\n"
                + FullDump.all());
        return true;
    }
}
