package dev.jopher;

import java.time.Duration;
import java.util.List;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.internal.goroutine.Scope;
import dev.jopher.internal.goroutine.TrackedScope;
import dev.jopher.internal.leak.LiveGoroutines;
import org.jspecify.annotations.Nullable;

/**
 * The goroutines that a part of a program has started, and whether they have ended: made by {@link
 * Goroutines#watch}. It knows the goroutines that the goroutines and threads in it start, and what
 * these start, also through timers, contexts and {@link Go#executor}. A goroutine that another
 * thread starts is not in it, unless that thread calls {@link #include}. So scopes of several
 * threads, such as tests that run at the same time, do not see the goroutines of one another.
 *
 * {@snippet :
 * try (var watch = Goroutines.watch()) {
 *     Go.go(() -> Go.sleep(Duration.ofMillis(10)));
 *     IO.println(watch.live()); // 1 goroutine blocked in sleep at ...
 * } // waits until it has ended
 * }
 */
public final class GoroutineScope implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final TrackedScope watch = TrackedScope.create();
    private final Runnable leave = watch.enter();
    private boolean closed;

    GoroutineScope() {}

    /**
     * The part that a thread has in a scope.
     *
     * {@snippet :
     * void serve(GoroutineScope watch, Channel<Unit> done) {
     *     Thread.ofPlatform().start(() -> {
     *         try (var _ = watch.include()) {
     *             Go.go(() -> done.send(Go.UNIT));
     *         }
     *     });
     * }
     * }
     */
    public interface Part extends AutoCloseable {
        /** Ends the part. Called by the thread that began it. */
        @Override
        void close();
    }

    /**
     * Adds what the current goroutine or thread starts to this scope.
     *
     * @return the part; {@link Part#close} ends it
     */
    @CheckReturnValue
    public Part include() {
        return watch.enter()::run;
    }

    /** Returns the goroutines that have not ended, except for the calling one. Does not wait. */
    @CheckReturnValue
    public List<GoroutineGroup> live() {
        return GoroutineGroup.fold(LiveGoroutines.in(watch));
    }

    /**
     * Waits until all have ended except for the calling one, for up to a second. An interrupt ends
     * the wait, and stays set.
     *
     * @throws AssertionError with those that have not ended, grouped by stack. Also if one of them
     *     has ended by an exception, which is then the cause. Exceptions that are reported
     *     elsewhere do not count: those of {@link Go#run}, of an {@code ErrGroup}, of a future.
     */
    public void assertNoneLeft() {
        AssertionError left = null;
        try {
            assertNoneLeft(watch);
        } catch (AssertionError e) {
            left = e;
        }
        if (left == null) {
            watch.awaited();
        }
        Throwable panic = watch.panic();
        if (panic != null) {
            AssertionError failure =
                    new AssertionError("a goroutine has ended by an exception: " + panic, panic);
            if (left != null) {
                failure.addSuppressed(left);
            }
            throw failure;
        }
        if (left != null) {
            throw left;
        }
    }

    /**
     * Ends the scope, and checks as {@link #assertNoneLeft} does. Does nothing the second time.
     *
     * @throws AssertionError as {@link #assertNoneLeft} does
     */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            leave.run();
            assertNoneLeft();
        }
    }

    static void assertNoneLeft(@Nullable Scope scope) {
        List<GoroutineGroup> left = GoroutineGroup.fold(LiveGoroutines.await(scope, PATIENCE));
        if (!left.isEmpty()) {
            throw new AssertionError(report(left));
        }
    }

    private static String report(List<GoroutineGroup> left) {
        int n = left.stream().mapToInt(GoroutineGroup::count).sum();
        StringBuilder text = new StringBuilder("goroutines that have not ended: ").append(n);
        left.forEach(l -> text.append("\n\n").append(l));
        return text.toString();
    }
}
