package dev.jopher.sync;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;

import dev.jopher.Channel;
import dev.jopher.Func;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A goroutine of a test: one can see that it waits, interrupt it, and learn what ended it. */
final class Goroutine {
    private final Channel<Thread> thread = new Channel<>(1);
    private final WaitGroup end = new WaitGroup();
    private volatile @Nullable Throwable failure;
    private final Thread me;

    private Goroutine(Func f) {
        end.go(() -> {
            thread.send(Thread.currentThread());
            try {
                f.call();
            } catch (Exception | AssertionError e) {
                failure = e;
            }
        });
        me = Objects.requireNonNull(thread.receive());
    }

    static Goroutine start(Func f) {
        return new Goroutine(f);
    }

    /** Starts {@code f} and returns when it waits. */
    static Goroutine waiting(Func f) {
        Goroutine g = new Goroutine(f);
        g.awaitWaiting();
        return g;
    }

    void awaitWaiting() {
        until(this::isWaiting);
    }

    boolean isWaiting() {
        return me.getState() == Thread.State.WAITING;
    }

    void interrupt() {
        me.interrupt();
    }

    /** Waits for the end; what ended it, null if it just returned. */
    @Nullable Throwable failure() {
        end.await();
        return failure;
    }

    /** Waits for the end, which must be a return. */
    void join() {
        Throwable e = failure();
        if (e != null) {
            throw new AssertionError("the goroutine failed", e);
        }
    }

    /** Looks until {@code state} holds. */
    static void until(Callable<Boolean> state) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofMinutes(1))
                .until(state);
    }
}
