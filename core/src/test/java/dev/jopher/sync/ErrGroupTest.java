package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.jopher.CanceledException;
import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.DeadlineExceededException;
import dev.jopher.Func;
import dev.jopher.Go;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.Unit;
import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** ErrGroup's own: exceptions, Errors, goexit, contexts, interrupts; cf. {@link ErrGroupGoTest}. */
@Timeout(60)
class ErrGroupTest {
    private final Channel<Unit> gate = new Channel<>();
    private final ErrGroup group = new ErrGroup();

    private void waitAtGate() {
        var _ = gate.receive();
    }

    // ---- the limit ------------------------------------------------------------------------------

    /** Ten times, for the one that waits may be quick. */
    @Test
    void goWaitingLongForTheLimitIsNotOvertaken() {
        group.setLimit(1);
        for (int i = 0; i < 10; i++) {
            group.go(this::waitAtGate);
            var started = new AtomicBoolean();
            Goroutine waiter =
                    Goroutine.waiting("semacquire", () -> group.go(() -> started.set(true)));
            long since = System.nanoTime();
            Goroutine.until(() -> System.nanoTime() - since > 1_000_000);
            gate.send(Unit.UNIT);
            boolean overtaken = false;
            while (!started.get()) {
                overtaken |= group.tryGo(() -> {}) && !started.get();
            }
            waiter.join();
            assertThat(overtaken).isFalse();
        }
    }

    // ---- failures -------------------------------------------------------------------------------

    @Test
    void theFirstFailureIsTheGroups() {
        var first = new IOException("first");
        group.go(() -> {
            throw first;
        });
        Goroutine.until(() -> group.context().err() != null);
        group.go(() -> {
            throw new IllegalStateException("second");
        });
        assertThatExceptionOfType(CompletionException.class).isThrownBy(group::await)
                .withCause(first)
                .withMessage("java.io.IOException: first");
    }

    @Test
    void bothStacksAreKept() {
        group.go(this::failHere);
        Throwable thrown = catchThrowable(this::awaitHere);
        assertThat(thrown.getStackTrace()).anyMatch(f -> f.getMethodName().equals("awaitHere"));
        assertThat(thrown).extracting(Throwable::getCause)
                .extracting(e -> List.of(e.getStackTrace()), list(StackTraceElement.class))
                .anyMatch(f -> f.getMethodName().equals("failHere"));
    }

    private void failHere() throws IOException {
        throw new IOException("broken");
    }

    private void awaitHere() {
        group.await();
    }

    @Test
    void everyAwaitThrowsAnExceptionOfItsOwn() {
        group.go(this::failHere);
        Throwable one = catchThrowable(group::await);
        Throwable two = catchThrowable(group::await);
        assertThat(two).isNotSameAs(one).hasCause(one.getCause());
    }

    @Test
    void awaitsEndWhenTheLastFunctionHas() {
        group.go(this::failHere);
        group.go(this::waitAtGate);
        Goroutine waiter = Goroutine.waiting("sync.WaitGroup.Wait", group::await);
        gate.close();
        assertThat(waiter.failure()).isInstanceOf(CompletionException.class);
    }

    @Test
    void aFailureEndsNoProgram() {
        var reached = new AtomicBoolean();
        Go.run(() -> {
            group.go(this::failHere);
            assertThatThrownBy(group::await).hasCauseInstanceOf(IOException.class);
            reached.set(true);
        });
        assertThat(reached).isTrue();
    }

    /** As a panic in Go: it ends the program although await never comes (issues 53757, 74275). */
    @Test
    void anErrorIsAPanic() {
        var e = new AssertionError("panic");
        assertThatThrownBy(() -> Go.run(() -> {
            group.go(() -> {
                throw e;
            });
            waitAtGate();
        })).cause().isSameAs(e);
        gate.close();
    }

    @Test
    void anErrorFailsTheGroupToo() {
        var e = new LinkageError("panic");
        var program = Goroutine.start(() -> assertThatThrownBy(() -> Go.run(() -> {
            group.go(() -> {
                throw e;
            });
            waitAtGate();
        })).cause().isSameAs(e));
        program.join();
        gate.close();
        assertThatThrownBy(group::await).hasCause(e);
        assertThat(group.context().cause()).isSameAs(e);
    }

    @Test
    void goexitIsAnEndAndNoFailure() {
        group.setLimit(1);
        group.go(() -> {
            throw Go.goexit();
        });
        group.go(() -> {}); // there is room again
        group.await();
    }

    // ---- context --------------------------------------------------------------------------------

    @Test
    void theFirstFailureCancelsTheContext() {
        var e = new IOException("broken");
        group.go(() -> {
            throw e;
        });
        var err = new Channel<Throwable>(1);
        group.go(() -> err.send(catchThrowable(() -> gate.receive(group.context()))));
        assertThat(err.receive()).isInstanceOf(CanceledException.class).hasCause(e);
        assertThatThrownBy(group::await).hasCause(e);
        assertThat(group.context().cause()).isSameAs(e);
    }

    @Test
    void theContextOutlivesThoseThatEndWell() {
        group.go(() -> {});
        group.go(this::waitAtGate);
        Goroutine waiter = Goroutine.waiting("sync.WaitGroup.Wait", group::await);
        assertThat(group.context().err()).isNull();
        gate.close();
        waiter.join();
        assertThat(group.context().err()).isSameAs(Context.CANCELED);
        assertThat(group.context().cause()).isSameAs(Context.CANCELED);
    }

    @Test
    void theContextIsDerived() {
        try (var parent = Context.background().withValue("k", "v").withCancel()) {
            var child = new ErrGroup(parent);
            assertThat(child.context().value("k")).isEqualTo("v");
            child.go(() -> gate.receive(child.context()));
            parent.cancel(new IOException("parent"));
            assertThatThrownBy(child::await).cause()
                    .isInstanceOf(CanceledException.class)
                    .hasCause(parent.cause());
        }
    }

    @Test
    void awaitWithAContextGivesUpAndTheGroupGoesOn() {
        group.go(this::waitAtGate);
        try (var ctx = Context.background().withCancel()) {
            Goroutine waiter = Goroutine.waiting("sync.WaitGroup.Wait", () -> group.await(ctx));
            ctx.cancel();
            assertThat(waiter.failure()).isInstanceOf(CanceledException.class);
            assertThatThrownBy(() -> group.await(ctx)).isInstanceOf(CanceledException.class);
        }
        assertThat(group.context().err()).isNull();
        gate.close();
        group.await(Context.background());
        assertThat(group.context().err()).isNotNull();
    }

    @Test
    void awaitWithAContextThrowsTheFirstFailure() {
        group.go(this::failHere);
        assertThatThrownBy(() -> group.await(Context.background()))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    // ---- limit ----------------------------------------------------------------------------------

    @Test
    void goWaitsForRoom() {
        group.setLimit(1);
        group.go(this::waitAtGate);
        var started = new AtomicBoolean();
        Goroutine second = Goroutine.waiting("semacquire", () -> group.go(() -> started.set(true)));
        assertThat(started).isFalse();
        gate.close();
        second.join();
        group.await();
        assertThat(started).isTrue();
    }

    @Test
    void goWithAContextStartsNothingMoreOnceItIsDone() {
        group.setLimit(1);
        group.go(this::waitAtGate);
        try (var ctx = Context.background().withCancel()) {
            Goroutine second = Goroutine.waiting("semacquire", () -> group.go(ctx, this::failHere));
            ctx.cancel();
            assertThat(second.failure()).isInstanceOf(CanceledException.class);
            gate.close();
            group.await();
            assertThatThrownBy(() -> group.go(ctx, this::failHere))
                    .isInstanceOf(CanceledException.class);
        }
        group.await();
    }

    @Test
    void anInterruptedGoStartsNothing() {
        group.setLimit(1);
        group.go(this::waitAtGate);
        var flag = new AtomicBoolean();
        Goroutine second = Goroutine.waiting("semacquire", () -> {
            try {
                group.go(this::failHere);
            } finally {
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        second.interrupt();
        assertThat(second.failure()).isInstanceOf(UncheckedInterruptedException.class);
        assertThat(flag).isTrue();
        gate.close();
        group.await();
    }

    @Test
    void anInterruptedAwaitLeavesTheGroupAlone() {
        group.go(this::waitAtGate);
        Goroutine waiter = Goroutine.waiting("sync.WaitGroup.Wait", group::await);
        waiter.interrupt();
        assertThat(waiter.failure()).isInstanceOf(UncheckedInterruptedException.class);
        assertThat(group.context().err()).isNull();
        gate.close();
        group.await();
    }

    @Test
    void limitZeroLetsNoneStart() {
        group.setLimit(0);
        Goroutine one = Goroutine.waiting("semacquire", () -> group.go(this::failHere));
        try (var ctx = Context.background().withTimeout(Duration.ofMillis(1))) {
            assertThatThrownBy(() -> group.go(ctx, this::failHere))
                    .isInstanceOf(DeadlineExceededException.class);
        }
        one.interrupt();
        assertThat(one.failure()).isInstanceOf(UncheckedInterruptedException.class);
        group.await();
    }

    @Test
    void theLimitStaysWhileGoroutinesAreActive() {
        group.go(this::waitAtGate);
        group.go(this::waitAtGate);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> group.setLimit(3))
                .withMessage("errgroup: modify limit while 2 goroutines in the group are still"
                        + " active");
        gate.close();
        group.await();
        group.setLimit(3);
    }

    @Test
    void theLimitCanBeLiftedAtAnyTime() {
        group.setLimit(1);
        group.go(this::waitAtGate);
        Goroutine second = Goroutine.waiting("semacquire", () -> group.go(() -> {}));
        group.setLimit(-1);
        group.go(() -> {});
        gate.close();
        second.join();
        group.await();
    }

    /** The dump shows it if a goroutine waits for a group that has failed and goes on. */
    @Test
    void theDumpTellsWhatFailed() {
        group.go(this::waitAtGate);
        assertThat(group).hasToString("ErrGroup[1]");
        group.go(this::failHere);
        Goroutine one =
                Goroutine.waiting("sync.WaitGroup.Wait", () -> {
                    var _ = catchThrowable(group::await);
                });
        Goroutine.until(() -> Go.dump()
                .contains(" on ErrGroup[1, failed: java.io.IOException: broken] 0x"));
        gate.close();
        one.join();
    }

    // ---- shapes ---------------------------------------------------------------------------------

    @Test
    void argumentsAreEvaluatedByTheCaller() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        int n = 0;
        group.setLimit(2);
        group.go(a -> seen.add("" + a), ++n);
        group.go((a, b) -> seen.add("" + a + b), ++n, 2);
        group.go((a, b, c) -> seen.add("" + a + b + c), ++n, 2, 3);
        group.go((a, b, c, d) -> seen.add("" + a + b + c + d), ++n, 2, 3, 4);
        group.go((a, b, c, d, e) -> seen.add("" + a + b + c + d + e), ++n, 2, 3,
                4, 5);
        group.await();
        assertThat(seen).containsExactlyInAnyOrder("1", "22", "323", "4234", "52345");
    }

    @Test
    @SuppressWarnings("NullAway") // what callers without a checker do
    void nilFunctions() {
        assertThatThrownBy(() -> group.go((Func) null)).hasMessage("go of nil func value");
        assertThatThrownBy(() -> group.tryGo(null)).hasMessage("go of nil func value");
        assertThatThrownBy(() -> group.go((Func.Of1<String>) null, ""))
                .hasMessage("go of nil func value");
        group.await();
    }

    @Test
    void quietlyAwaitWaitsForAllAndReturnsTheFirstFailure() {
        var group = new ErrGroup();
        var may = new Channel<Integer>();
        var ended = new AtomicBoolean();
        group.go(() -> {
            may.receive();
            ended.set(true);
        });
        group.go(() -> {
            throw new IOException("disk full");
        });
        Go.go(may::close);

        assertThat(group.quietlyAwait()).isInstanceOf(IOException.class).hasMessage("disk full");

        assertThat(ended).isTrue();
        assertThat(group.context().cause()).hasMessage("disk full");
        assertThatThrownBy(group::await).hasRootCauseMessage("disk full");
        assertThat(group.quietlyAwait(Context.background())).hasMessage("disk full");
    }

    @Test
    void quietlyAwaitReturnsNullIfNothingHasFailed() {
        var group = new ErrGroup();
        group.go(() -> {});
        assertThat(group.quietlyAwait()).isNull();
        assertThat(group.context().err()).isSameAs(Context.CANCELED);
    }

    @Test
    void quietlyAwaitGivesUpWithItsContext() {
        var group = new ErrGroup();
        var may = new Channel<Integer>();
        group.go(may::receive);
        try (var ctx = Context.background().withCancel()) {
            ctx.cancel();
            assertThatThrownBy(() -> group.quietlyAwait(ctx)).isInstanceOf(CanceledException.class);
        }
        assertThat(group.context().err()).as("the group goes on").isNull();
        may.close();
        group.await();
    }
}
