package dev.jopher;

import java.time.Duration;
import java.util.List;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.internal.goroutine.Scope;
import dev.jopher.internal.goroutine.Watch;
import dev.jopher.internal.leak.Remaining;
import org.jspecify.annotations.Nullable;

/**
 * Which goroutines a part of a program has started, and whether they have ended: {@link Leaks#watch}. It knows those that are
 * started by who is in it and by those themselves, also over timers, contexts and {@link Go#executor}; not those
 * that other threads start, unless they {@link #include} themselves. So watches of several threads, tests that run at
 * the same time, do not see each other's.
 *
 * {@snippet :
 * try (var watch = Leaks.watch()) {
 *     Go.go(() -> Go.sleep(Duration.ofMillis(10)));
 *     IO.println(watch.remaining()); // 1 goroutine blocked in sleep at ...
 * } // waits until it has ended
 * }
 */
public final class LeakWatch implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Watch watch = Watch.create();
    private final Runnable leave = watch.enter();
    private boolean closed;

    LeakWatch() {}

    /**
     * A thread's part in a watch.
     *
     * {@snippet :
     * void serve(LeakWatch watch, Channel<Unit> done) {
     *     Thread.ofPlatform().start(() -> {
     *         try (var _ = watch.include()) {
     *             Go.go(() -> done.send(Go.UNIT));
     *         }
     *     });
     * }
     * }
     */
    public interface Part extends AutoCloseable {
        /** Ends it; on the same thread as it began. */
        @Override
        void close();
    }

    /**
     * Watches what the current goroutine or thread starts, too.
     *
     * @return whose {@link Part#close} ends that
     */
    @CheckReturnValue
    public Part include() {
        return watch.enter()::run;
    }

    /** The goroutines that have not ended, but for the calling one; does not wait. */
    @CheckReturnValue
    public List<Leak> remaining() {
        return Leak.fold(Remaining.in(watch));
    }

    /**
     * Waits until all have ended but the calling one, for up to a second. An interrupt ends the waiting, and stays set.
     *
     * @throws AssertionError with those that have not, folded by place; or if one of them has ended by an exception, which is
     *         then the cause. Exceptions that another part of the program is told of do not count: those of
     *         {@link Go#run}, of an {@code ErrGroup}, of a future.
     */
    public void check() {
        AssertionError left = null;
        try {
            check(watch);
        } catch (AssertionError e) {
            left = e;
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
     * Ends the watch, and {@link #check checks}; the second time does nothing.
     *
     * @throws AssertionError as {@link #check} does
     */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            leave.run();
            check();
        }
    }

    static void check(@Nullable Scope scope) {
        List<Leak> left = Leak.fold(Remaining.await(scope, PATIENCE));
        if (!left.isEmpty()) {
            throw new AssertionError(report(left));
        }
    }

    private static String report(List<Leak> left) {
        int n = left.stream().mapToInt(Leak::count).sum();
        StringBuilder text = new StringBuilder("goroutines that have not ended: ").append(n);
        left.forEach(l -> text.append("\n\n").append(l));
        return text.toString();
    }
}
