package dev.jopher;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.internal.leak.LeakFinder;
import dev.jopher.internal.leak.LeakSearch;
import dev.jopher.internal.leak.Remaining;

/**
 * Goroutines that should have ended. {@link #find} tells those that will never run again, because they wait for what
 * nobody alive can reach: Go's goroutine leak profile. {@link #check} is for tests, and tells all that are left.
 *
 * {@snippet :
 * for (Leak leak : Leaks.find()) {
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
    public static List<Leak> find() {
        return Leak.fold(LeakFinder.find());
    }

    /**
     * {@link #find Looks} again and again and hands what it has found, if anything, to {@code report}: each leak once, for
     * then it is gone. The price is a full collection each time, a pause of seconds on a large heap: minutes or hours
     * are good intervals. {@code report} is called on a thread of its own, and the next search waits for it; what it
     * throws goes to that thread's handler of uncaught exceptions. A program that is asleep is told as ever.
     *
     * @param interval from the end of a search to the next one; the first one is after an interval, too
     * @return whose {@link LeakReports#close} ends it
     * @throws IllegalStateException if this JVM cannot tell: the message says which flag is missing
     * @throws IllegalArgumentException if the interval is not positive
     */
    @CheckReturnValue
    public static LeakReports every(Duration interval, Consumer<? super List<Leak>> report) {
        Objects.requireNonNull(report);
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("non-positive interval for Leaks.every");
        }
        return new LeakReports(LeakSearch.start(Durations.nanos(interval),
                found -> report.accept(Leak.fold(found))));
    }

    /**
     * The goroutines that have not ended, whether somebody can still wake them or not, but for the calling one. Of a
     * goroutine or thread that is in a {@link #watch}, or else in a {@link Go#run}: those that belong to it; else all of
     * this JVM. Does not wait.
     *
     * @return folded by place, the most frequent first
     */
    @CheckReturnValue
    public static List<Leak> remaining() {
        return Leak.fold(Remaining.here());
    }

    /**
     * Begins to watch which goroutines are started, directly or indirectly, by the current goroutine or thread. Watches
     * may be nested; close them on the same thread, the last one first.
     *
     * {@snippet :
     * try (var _ = Leaks.watch()) {
     *     Go.go(() -> Go.sleep(Duration.ofMillis(10)));
     * } // AssertionError if anything that it started is still there
     * }
     *
     * @return whose {@link LeakWatch#close} ends it
     */
    @CheckReturnValue
    public static LeakWatch watch() {
        return new LeakWatch();
    }

    /**
     * For tests: waits until there are no goroutines {@link #remaining} but the calling one, for up to a second, for
     * those that are about to end. Needs no collection and no flag. An interrupt ends the waiting, and stays set.
     *
     * @throws AssertionError with all that remain, folded by place
     */
    public static void check() {
        LeakWatch.check(Remaining.scope());
    }
}
