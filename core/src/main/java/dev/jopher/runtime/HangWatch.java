package dev.jopher.runtime;

import java.util.stream.Stream;

/**
 * Notices that nothing goes on any more where {@link DeadlockDetector} must not say so, because some goroutine waits for
 * something of the JDK's: a future, a latch, a monitor. Such waits end without leaving a trace in our notes, so the evidence
 * is another one:
 *
 * <ol>
 * <li>no processor has gone on to a goroutine for a second, by the scheduler's count;
 * <li>each goroutine waits in one of our operations or, without a limit of time, for another thread;
 * <li>no timer is pending, and no {@linkplain Outsiders outsider} can act.
 * </ol>
 *
 * <p>That leaves those who act unseen: a shutdown hook that does not run yet, a signal's handler that was made by the JDK's
 * means, a cleaner that waits for the collector. So it is reported, once, and the program goes on.
 *
 * <p>Only on our scheduler, for the JDK's does not count. Used by the detector's thread alone.
 */
final class HangWatch {
    private static final long STILL_NANOS = 1_000_000_000;

    /** A look takes a stack for each goroutine that waits in the JDK: it may take one part in so many of the time. */
    private static final int ONE_IN = 50;

    private final Scheduler scheduler;
    private long switches = -1;
    private long since;

    /** How long nothing must have gone on before the next look. */
    private long still;

    private long leastStill = STILL_NANOS;
    private boolean reported;

    HangWatch(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Called again and again. */
    void look() {
        long now = scheduler.switches();
        if (now < 0) {
            return;
        }
        long start = scheduler.nanoTime();
        if (now != switches) {
            switches = now;
            since = start;
            still = leastStill;
            reported = false;
        } else if (!reported && start - since >= still) {
            reported = nothingCanGoOn() && report();
            leastStill = Math.max(STILL_NANOS, (scheduler.nanoTime() - start) * ONE_IN);
            still = Math.max(2 * still, leastStill);
        }
    }

    private boolean nothingCanGoOn() {
        return GoRuntime.timersIdle() && !Registry.isIncomplete() && !Outsiders.mayAct()
                && Registry.allMatch(g -> waitsInOurs(g) || waitsForThreads(g.thread()))
                && !Registry.allMatch(HangWatch::waitsInOurs) // that is for the detector
                && scheduler.switches() == switches && GoRuntime.timersIdle();
    }

    private static boolean waitsInOurs(G g) {
        return g.isAbandoned() || g.isWaiting();
    }

    private static boolean report() {
        String report =
                "deadlock: all goroutines are asleep, some of them in the JDK (the program goes on)\n\n"
                        + Dump.all() + Dump.news(w -> true);
        if (Jfr.isOn()) {
            JfrEvents.deadlock(report, Registry.snapshot().stream().filter(g -> !g.isAbandoned()));
        }
        Reports.deadlock(report);
        return true;
    }

    /** Whether {@code t} waits for what only another thread of this program can give it; in doubt it does not. */
    private static boolean waitsForThreads(Thread t) {
        return switch (t.getState()) {
            case BLOCKED -> true;
            case WAITING -> waitsForThreads(t.getStackTrace());
            case TIMED_WAITING -> waitsDayByDay(t.getStackTrace());
            case NEW, RUNNABLE, TERMINATED -> false;
        };
    }

    /** Not so where the JDK's I/O, processes or references wait, which park by the same means. */
    private static boolean waitsForThreads(StackTraceElement[] stack) {
        for (StackTraceElement f : stack) {
            String c = f.getClassName();
            if (Frames.isUser(c)) {
                return true;
            }
            if (!isOfThreads(c) && !Frames.isOurs(c)) {
                return false;
            }
        }
        return stack.length > 0;
    }

    /** An executor's {@code close} does, in a loop. */
    private static boolean waitsDayByDay(StackTraceElement[] stack) {
        return Stream.of(stack).takeWhile(f -> isOfThreads(f.getClassName())).anyMatch(
                f -> f.getMethodName().equals("close") && f.getClassName().endsWith("Executor"));
    }

    /** Of java.lang only what a park goes through: its processes and references wait for the system. */
    private static boolean isOfThreads(String className) {
        return switch (className) {
            case "java.lang.Object", "java.lang.Thread", "java.lang.VirtualThread",
                    "java.lang.System$1" ->
                true;
            default -> className.startsWith("java.util.concurrent.")
                    || className.startsWith("jdk.internal.vm.");
        };
    }
}
