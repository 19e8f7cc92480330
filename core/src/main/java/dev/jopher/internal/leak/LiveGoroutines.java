package dev.jopher.internal.leak;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Registry;
import dev.jopher.internal.goroutine.Scope;
import dev.jopher.internal.goroutine.UnlinkedGoroutines;
import dev.jopher.internal.sched.GoRuntime;
import dev.jopher.internal.sched.Scheduler;
import dev.jopher.internal.time.Timers;
import org.jspecify.annotations.Nullable;

/** Goroutines that have not ended, whatever they do, without the one that asks. */
public final class LiveGoroutines {
    private static final long POLL_NANOS = 1_000_000;

    private LiveGoroutines() {}

    /**
     * Returns those in the scope of the current goroutine or thread; those of the whole JVM if it
     * is in none.
     */
    public static List<GoroutineInfo> here() {
        return in(scope());
    }

    /** Returns those in {@code scope}; those of the whole JVM if that is null. */
    public static List<GoroutineInfo> in(@Nullable Scope scope) {
        Predicate<G> others = others(scope);
        return Registry.snapshot().stream().filter(others).map(GoroutineInfo::ofLive).toList();
    }

    /**
     * Waits until there are none, at most for {@code patience}, and returns those that are left. It
     * checks at growing intervals. An interrupt ends the wait, and the interrupt status is
     * preserved.
     */
    public static List<GoroutineInfo> await(@Nullable Scope scope, Duration patience) {
        long pause = Duration.ofMillis(1).toNanos();
        long left = patience.toNanos();
        while (left > 0 && mayRemain(scope) && Timers.shared().sleep(Math.min(pause, left))) {
            left -= pause;
            pause *= 2;
        }
        return in(scope);
    }

    /**
     * Waits until the current goroutine is the only one. Gives up when none of the others has moved
     * for {@code patience}, or after {@code most}: one that waits for a ticker moves forever. An
     * interrupt ends the wait, and the interrupt status is preserved.
     */
    public static void awaitEndOrStandstill(Duration patience, Duration most) {
        Scheduler clock = GoRuntime.scheduler();
        long start = clock.nanoTime();
        long movedAt = start;
        Motion before = Motion.ofOthers();
        while (mayRemain(null) && clock.nanoTime() - movedAt < patience.toNanos()
                && clock.nanoTime() - start < most.toNanos()
                && Timers.shared().sleep(POLL_NANOS)) {
            Motion now = Motion.ofOthers();
            if (now.hasMovedSince(before)) {
                movedAt = clock.nanoTime();
            }
            before = now;
        }
    }

    /**
     * Returns whether there are any, or may be: a search for leaks keeps some out of the registry.
     */
    private static boolean mayRemain(@Nullable Scope scope) {
        return UnlinkedGoroutines.exist() || !Registry.allMatch(others(scope).negate());
    }

    private static Predicate<G> others(@Nullable Scope scope) {
        G self = G.current();
        return g -> g != self && (scope == null || scope.contains(g.scope()));
    }

    /** Returns the scope of the current goroutine or thread; null if it is in none. */
    public static @Nullable Scope scope() {
        return G.current().scope();
    }
}
