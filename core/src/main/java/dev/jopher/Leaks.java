package dev.jopher;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.internal.leak.LeakFinder;
import dev.jopher.internal.leak.PeriodicLeakFinder;

/**
 * Goroutines that will never run again, because they wait for what nothing that lives can reach: Go's
 * goroutine leak profile. For goroutines that have only not ended yet there is {@link Goroutines}.
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
     * Asks the garbage collector which goroutines wait, in an operation of this library, for what nothing that can still
     * run can reach: no goroutine, no thread, no timer, no static field. Each is told once, for it is gone then: its
     * memory is given back, {@link Go#numGoroutine} no longer counts it, its finally blocks never run.
     *
     * <p>Waits for one full collection ({@link System#gc}), a second one if anything is found. A goroutine that is
     * told of has leaked for certain; one may be missed whose channel still stands in a variable, be it one that is not
     * used any more. Any thread may call this; calls wait for one another.
     *
     * @return folded by place, the most frequent first
     * @throws IllegalStateException if this JVM cannot tell: the message says which flag is missing, or, with
     *     {@code -XX:+DisableExplicitGC}, is too many
     */
    @CheckReturnValue
    public static List<GoroutineGroup> find() {
        return GoroutineGroup.fold(LeakFinder.find());
    }

    /**
     * {@link #find Looks} again and again and hands what it has found, if anything, to {@code report}: each leak once, for
     * then it is gone. The price is a full collection each time, a pause of seconds on a large heap: minutes or hours
     * are good intervals. {@code report} is called on a thread of its own, and the next search waits for it; what it
     * throws goes to that thread's handler of uncaught exceptions. A program that is asleep is told as ever.
     *
     * @param interval from the end of a search to the next one; the first one is after an interval, too
     * @return whose {@link LeakMonitor#close} ends it
     * @throws IllegalStateException if this JVM cannot tell: the message says which flag is missing
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
}
