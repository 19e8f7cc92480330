package dev.jopher.internal.support;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import dev.jopher.Func;
import dev.jopher.Go;
import dev.jopher.internal.leak.RuntimeProbe;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A goroutine of a test, or a platform thread: to look at, to interrupt, to wait for its end. */
public final class Goroutine {
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;
    private final Thread thread;

    private Goroutine(Func f, boolean platform) {
        CompletableFuture<Thread> self = new CompletableFuture<>();
        Func body = () -> {
            self.complete(Thread.currentThread());
            run(f);
        };
        if (platform) {
            Thread.ofPlatform().daemon().start(() -> run(body));
        } else {
            Go.go(body);
        }
        thread = self.join();
    }

    private void run(Func f) {
        try {
            f.call();
        } catch (Exception | AssertionError e) {
            failure = e;
        } finally {
            end.countDown();
        }
    }

    public static Goroutine start(Func f) {
        return new Goroutine(f, false);
    }

    /** Starts a platform thread, as {@link #start} a goroutine. */
    public static Goroutine platform(Func f) {
        return new Goroutine(f, true);
    }

    /** Starts {@code f} and returns when it waits for {@code reason}, in Go's words. */
    public static Goroutine waiting(String reason, Func f) {
        return start(f).awaitWaiting(reason);
    }

    public Goroutine awaitWaiting(String reason) {
        until(() -> {
            if (isDone()) {
                throw new AssertionError("it has ended and should wait: " + reason, failure);
            }
            return waitsFor(reason);
        });
        return this;
    }

    public boolean waitsFor(String reason) {
        return reason.equals(RuntimeProbe.waitReason(thread));
    }

    /** Whether it waits, for whatever reason. */
    public boolean isWaiting() {
        return RuntimeProbe.waitReason(thread) != null;
    }

    /** Whether its thread has ended: from then on reports say of it that it has. */
    public boolean isDone() {
        return end.getCount() == 0 && !thread.isAlive();
    }

    /** As dumps number it. */
    public long id() {
        return RuntimeProbe.idOf(thread);
    }

    public void interrupt() {
        thread.interrupt();
    }

    /** Waits for the end; what ended it, null if it just returned. */
    public @Nullable Throwable failure() {
        until(this::isDone);
        return failure;
    }

    /** Waits for the end, which must be a return. */
    public void join() {
        Throwable e = failure();
        if (e != null) {
            throw new AssertionError("the goroutine failed", e);
        }
    }

    /** Looks until {@code state} holds. */
    public static void until(Callable<Boolean> state) {
        Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofMinutes(1))
                .until(state);
    }

    /** A value that must be there: what a receive gives while the channel is open. */
    public static <T> T must(@Nullable T value) {
        return Objects.requireNonNull(value, "nothing was received");
    }
}
