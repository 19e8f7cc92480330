package dev.jopher;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.internal.leak.LeakFinder;
import dev.jopher.internal.leak.PeriodicLeakFinder;

/**
 * Goroutines that will never run again, because they are blocked on objects that no running code
 * can reach: Go's goroutine leak profile. For goroutines that have just not ended yet there is
 * {@link Goroutines}.
 *
 * {@snippet :
 * for (GoroutineGroup leak : Leaks.find()) {
 *     System.err.println(leak);
 * }
 * }
 */
public final class Leaks {
    private Leaks() {}

    /**
     * Finds goroutines that are blocked, in an operation of this library, on objects that no
     * running code can reach: no goroutine, no thread, no timer, no static field. It asks the
     * garbage collector. Each leak is returned once, because it is collected then: its memory is
     * freed, {@link Go#numGoroutine} no longer counts it, and its finally blocks never run.
     *
     * <p>Waits for one full collection ({@link System#gc}), and for a second one if anything is
     * found. A goroutine that is returned has leaked for certain. One may be missed if a variable
     * still refers to its channel, even a variable that is no longer used. Any thread may call
     * this; calls wait for one another.
     *
     * @return grouped by stack, the largest group first
     * @throws IllegalStateException if this JVM cannot find leaks: the message says which flag is
     *     missing, or, with {@code -XX:+DisableExplicitGC}, must be removed
     */
    @CheckReturnValue
    public static List<GoroutineGroup> find() {
        return GoroutineGroup.fold(LeakFinder.find());
    }

    /**
     * Calls {@link #find} at intervals and hands the leaks, if any, to {@code report}. It gets each
     * leak once, because the leak is collected then. Each search costs a full collection, a pause
     * of seconds on a large heap: minutes or hours are good intervals. {@code report} runs on a
     * thread of its own, and the next search waits for it. Its exceptions go to that thread's
     * handler of uncaught exceptions. A program that is all asleep is still reported.
     *
     * @param interval from the end of a search to the next one; the first one also comes after an
     *     interval
     * @return the monitor; {@link LeakMonitor#close} ends the searches
     * @throws IllegalStateException if this JVM cannot find leaks: the message says which flag is
     *     missing
     * @throws IllegalArgumentException if the interval is not positive
     */
    @CheckReturnValue
    public static LeakMonitor monitor(Duration interval,
            Consumer<? super List<GoroutineGroup>> report) {
        Objects.requireNonNull(report);
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("non-positive interval for Leaks.monitor");
        }
        return new LeakMonitor(PeriodicLeakFinder.start(Durations.nanos(interval),
                found -> report.accept(GoroutineGroup.fold(found))));
    }

    /**
     * Records that the current goroutine opens something that must be settled, for libraries. Under
     * {@code jopher run -leaks}, or with {@code -Djopher.channels=true}, a report lists it until
     * {@link TrackedResource#close}. Otherwise nothing is recorded. Does not wait.
     *
     * @param what what must be settled: "the reply to orders.7"
     */
    @CheckReturnValue
    public static TrackedResource track(String what) {
        return new TrackedResource(Objects.requireNonNull(what));
    }
}
