package dev.jopher.sync;

import static dev.jopher.internal.support.Goroutine.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.jopher.CancelContext;
import dev.jopher.CanceledException;
import dev.jopher.Channel;
import dev.jopher.ChannelClosedException;
import dev.jopher.Context;
import dev.jopher.DeadlineExceededException;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.internal.support.Goroutine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Operations with a Duration: whether they happen in time. And locks and permits that a block
 * holds.
 */
class TimeLimitsTest {
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofHours(1);

    /**
     * An operation that cannot happen until {@code allow} has run.
     *
     * @param reason what it waits for in dumps
     */
    private record Op(String name, String reason, Predicate<Duration> within, Runnable allow) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Op> operations() {
        var mu = new Mutex();
        mu.lock();
        var written = new RWMutex();
        written.lock();
        var read = new RWMutex();
        read.rLock();
        var one = new Semaphore(3);
        one.acquire(3);
        var two = new Semaphore(3);
        two.acquire(2);
        var wg = new WaitGroup();
        wg.add(1);
        var group = new ErrGroup();
        var end = new Channel<Integer>();
        group.go(end::receive);
        var full = new Channel<Integer>(1);
        full.send(1);
        var empty = new Channel<Integer>(1);
        return Stream.of(new Op("Mutex.tryLock", "sync.Mutex.Lock", mu::tryLock, mu::unlock),
                new Op("RWMutex.tryRLock", "sync.RWMutex.RLock", written::tryRLock,
                        written::unlock),
                new Op("RWMutex.tryLock", "sync.RWMutex.Lock", read::tryLock, read::rUnlock),
                new Op("Semaphore.tryAcquire", "semacquire", one::tryAcquire, one::release),
                new Op("Semaphore.tryAcquire(2)", "semacquire", d -> two.tryAcquire(2, d),
                        two::release),
                new Op("WaitGroup.await", "sync.WaitGroup.Wait", wg::await, wg::done),
                new Op("ErrGroup.await", "sync.WaitGroup.Wait", group::await, end::close),
                new Op("Channel.trySend", "select", d -> full.trySend(2, d), full::receive),
                new Op("Channel.tryReceive", "select", d -> empty.tryReceive(d) != null,
                        () -> empty.send(1)));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operationHappensInTimeOrNotAtAll(Op op) {
        assertThat(op.within.test(Duration.ZERO)).as("does not wait").isFalse();
        assertThat(op.within.test(Duration.ofNanos(-1))).as("does not wait").isFalse();
        assertThat(op.within.test(SHORT)).isFalse();

        var interrupted = waiting(op.reason,
                () -> assertThat(op.within.test(LONG)).isFalse());
        interrupted.interrupt();
        assertThat(interrupted.failure()).isInstanceOf(UncheckedInterruptedException.class);

        var g = waiting(op.reason, () -> assertThat(op.within.test(LONG)).isTrue());
        op.allow.run();
        g.join();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operationThatNeedsNoWaitHappensAlsoWithoutTime(Op op) {
        op.allow.run();
        if (op.name.equals("ErrGroup.await")) {
            assertThat(op.within.test(LONG)).isTrue(); // the goroutine has to end first
        }
        assertThat(op.within.test(Duration.ZERO)).isTrue();
    }

    @Test
    void condAwaitReportsWhetherThereWasASignal() {
        var mu = new RWMutex();
        var changed = new Cond(mu);
        try (var _ = mu.hold()) {
            assertThat(changed.await(Duration.ZERO)).isFalse();
            assertThat(changed.await(SHORT)).isFalse();
        }
        var g = waiting("sync.Cond.Wait", () -> {
            try (var _ = mu.hold()) {
                assertThat(changed.await(LONG)).isTrue();
                assertThat(mu.tryRLock()).as("it is locked again").isFalse();
            }
        });
        try (var _ = mu.hold()) {
            changed.signal();
        }
        g.join();
    }

    @Test
    void receiveWithinATimeThrowsIfThereIsNothing() {
        var c = new Channel<Integer>(1);
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> c.receive(SHORT)).withMessage("context deadline exceeded");
        assertThatExceptionOfType(DeadlineExceededException.class)
                .isThrownBy(() -> c.receive(Duration.ZERO));
        c.send(1);
        assertThat(c.receive(Duration.ZERO)).isEqualTo(1);
        AtomicReference<@Nullable Integer> got = new AtomicReference<>();
        var g = waiting("select", () -> got.set(c.receive(LONG)));
        c.send(2);
        g.join();
        assertThat(got).hasValue(2);
        c.close();
        assertThat(c.receive(LONG)).as("closed and drained").isNull();
        assertThat(c.tryReceive(LONG)).as("closed and drained").isNull();
        assertThatExceptionOfType(ChannelClosedException.class).isThrownBy(() -> {
            boolean _ = c.trySend(3, LONG);
        });
    }

    @Test
    void errGroupAwaitThrowsTheFailureWithinTheTime() {
        var group = new ErrGroup();
        group.go(() -> {
            throw new IllegalStateException("no");
        });
        assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> {
            boolean _ = group.await(LONG);
        }).havingCause().withMessage("no");
    }

    @Test
    void tryAcquireOfMoreThanTheSizeTimesOut() {
        var sem = new Semaphore(1);
        assertThat(sem.tryAcquire(2, SHORT)).isFalse();
        assertThat(sem.tryAcquire(1)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> {
            boolean _ = sem.tryAcquire(-1, SHORT);
        });
    }

    // ---- blocks ---------------------------------------------------------------------------------

    @Test
    void semaphoreIsHeldWithinTheBlock() {
        var sem = new Semaphore(3);
        try (var _ = sem.hold(); var _ = sem.hold(2)) {
            assertThat(sem).hasToString("Semaphore[3 of 3 held]");
        }
        assertThat(sem).hasToString("Semaphore[0 of 3 held]");
        try (CancelContext ctx = Context.background().withCancel()) {
            try (var _ = sem.hold(ctx); var _ = sem.hold(ctx, 2)) {
                assertThat(sem).hasToString("Semaphore[3 of 3 held]");
                var g = waiting("semacquire", () -> {
                    try (var _ = sem.hold(ctx)) {
                        throw new AssertionError("held");
                    }
                });
                ctx.cancel();
                assertThat(g.failure()).isInstanceOf(CanceledException.class);
            }
        }
        assertThat(sem).hasToString("Semaphore[0 of 3 held]");
    }

    @Test
    void rwMutexIsHeldWithinTheBlock() {
        var mu = new RWMutex();
        try (CancelContext ctx = Context.background().withCancel()) {
            try (var _ = mu.hold(ctx)) {
                assertThat(mu.tryRLock()).isFalse();
                var reader = waiting("sync.RWMutex.RLock", () -> {
                    try (var _ = mu.rHold(ctx)) {
                        throw new AssertionError("held");
                    }
                });
                var writer = waiting("sync.RWMutex.Lock", () -> {
                    try (var _ = mu.hold(ctx)) {
                        throw new AssertionError("held");
                    }
                });
                ctx.cancel();
                assertThat(reader.failure()).isInstanceOf(CanceledException.class);
                assertThat(writer.failure()).isInstanceOf(CanceledException.class);
            }
        }
        try (var _ = mu.rHold(Context.background())) {
            assertThat(mu.tryLock()).isFalse();
        }
        assertThat(mu.tryLock()).as("nothing is held").isTrue();
    }

    @Test
    void errGroupsBlockEndsWithItsGoroutines() {
        var ended = new AtomicReference<@Nullable Throwable>();
        try (var group = new ErrGroup()) {
            group.go(() -> {
                try {
                    group.context().done().receive();
                } finally {
                    ended.set(group.context().err());
                }
            });
        }
        assertThat(ended).hasValue(Context.CANCELED);
    }

    @Test
    void errGroupsBlockThrowsNoFailure() {
        try (var group = new ErrGroup()) {
            group.go(() -> {
                throw new IllegalStateException("no");
            });
        }
        assertThatThrownBy(() -> {
            try (var group = new ErrGroup()) {
                group.go(() -> {
                    throw new IllegalStateException("no");
                });
                group.await();
            }
        }).isInstanceOf(CompletionException.class);
    }

    @Test
    void timerIsStoppedAtTheEndOfItsBlock() {
        try (var timer = new dev.jopher.Timer(LONG)) {
            assertThat(timer.channel().tryReceive()).isNull();
            timer.close();
            assertThat(timer.stop()).as("it was active").isFalse();
        }
    }

    @Test
    void goroutineThatTimesOutLeavesNoTrace() {
        var mu = new Mutex();
        mu.lock();
        var g = Goroutine.start(() -> assertThat(mu.tryLock(SHORT)).isFalse());
        g.join();
        mu.unlock();
        assertThat(mu).hasToString("Mutex[unlocked]");
    }
}
