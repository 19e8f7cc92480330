package dev.jopher.internal.sched;

import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.jopher.internal.base.RuntimeThread;
import org.jspecify.annotations.Nullable;

/**
 * Prints the state of the scheduler as a line on standard error, periodically: Go's
 * {@code GODEBUG=schedtrace}. Enabled by {@code jopher run -schedtrace}, the variable
 * {@code JOPHER_SCHEDTRACE} or the property {@code jopher.schedtrace}.
 *
 * <p>The words are Go's. {@code threads} are the carriers and the monitor, {@code idlethreads}
 * those of them that are parked. The numbers in brackets are the lengths of the processors' rings,
 * and how many time slices each has begun.
 */
final class SchedTrace {
    private static final String PROPERTY = "jopher.schedtrace";
    private static final String VARIABLE = "JOPHER_SCHEDTRACE";
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final GoScheduler scheduler;
    private final long start;

    private SchedTrace(GoScheduler scheduler) {
        this.scheduler = scheduler;
        this.start = scheduler.nanoTime();
    }

    /**
     * Starts to print if that is enabled. Ignores a value that is not a positive number, as Go
     * does.
     */
    static void start(GoScheduler scheduler) {
        long millis = millis(System.getProperty(PROPERTY, System.getenv(VARIABLE)));
        if (millis > 0) {
            SchedTrace trace = new SchedTrace(scheduler);
            RuntimeThread.start("jopher-schedtrace", () -> trace.printForever(millis));
        }
    }

    private static long millis(@Nullable String value) {
        try {
            return value == null ? 0 : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void printForever(long millis) {
        for (;;) {
            LockSupport.parkNanos(this, millis * NANOS_PER_MILLI);
            System.err.println(line());
        }
    }

    private String line() {
        P[] all = scheduler.all();
        long idle = Stream.of(all).filter(p -> p.status == P.IDLE).count();
        long spare = Stream.of(all).filter(p -> p.status == P.SPARE).count();
        return "SCHED " + (scheduler.nanoTime() - start) / NANOS_PER_MILLI
                + "ms: gomaxprocs=" + scheduler.procs()
                + " idleprocs=" + (idle + scheduler.freeSlots())
                + " threads=" + (all.length + 1)
                + " spinningthreads=" + scheduler.idle().spinning()
                + " idlethreads=" + (idle + spare)
                + " runqueue=" + scheduler.global().size()
                + " [ " + join(Stream.of(all).mapToInt(p -> p.ring.size()))
                + " ] schedticks=[ " + join(Stream.of(all).mapToInt(P::ticks)) + " ]";
    }

    private static String join(IntStream numbers) {
        return numbers.mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }
}
