package dev.jopher;

import java.util.List;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.leak.LiveGoroutines;

/**
 * The goroutines that have not ended: which there are, and which a part of a program has started.
 * For tests and for logs. {@link Leaks} finds those that never will end.
 *
 * {@snippet :
 * try (var _ = Goroutines.watch()) {
 *     Go.go(() -> Go.sleep(Duration.ofMillis(10)));
 * } // AssertionError if a goroutine that was started here is left
 * }
 */
public final class Goroutines {
    private Goroutines() {}

    /**
     * Returns the goroutines that have not ended, except for the calling one. In a {@link
     * #watch}, or else in a {@link Go#run}, these are the goroutines that belong to it; elsewhere
     * all of this JVM. Does not wait.
     *
     * @return the goroutines, grouped by stack, the largest group first
     */
    @CheckReturnValue
    public static List<GoroutineGroup> live() {
        return GoroutineGroup.fold(LiveGoroutines.here());
    }

    /**
     * Begins to watch which goroutines the current goroutine or thread starts, directly or
     * indirectly. Scopes may be nested. Close them on the same thread, the last one first.
     *
     * @return the scope; {@link GoroutineScope#close} ends it
     */
    @CheckReturnValue
    public static GoroutineScope watch() {
        return new GoroutineScope();
    }

    /**
     * Waits until no goroutine except for the calling one is {@link #live}, for up to a second. For
     * tests. Needs no garbage collection and no flag. An interrupt ends the wait, and stays set.
     *
     * @throws AssertionError with all that are left, grouped by stack
     */
    public static void assertNoneLeft() {
        GoroutineScope.assertNoneLeft(LiveGoroutines.scope());
    }

    /**
     * Returns the number of the current goroutine in dumps and reports; main is 1. For logs: Go
     * hides this number, so that no program depends on it.
     *
     * @return the number; 0 if the current thread is no goroutine
     */
    public static long currentId() {
        return G.current().id();
    }
}
