package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.jopher.CanceledException;
import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.Go;
import dev.jopher.ReceiveChannel;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.Unit;
import dev.jopher.internal.support.Goroutine;
import dev.jopher.sync.SingleFlight.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SingleFlight's own: exceptions, contexts, interrupts. Go's: {@link SingleFlightGoTest}. */
@Timeout(60)
class SingleFlightTest {
    private final SingleFlight<String, String> flights = new SingleFlight<>();
    private final Channel<Unit> gate = new Channel<>();

    private String afterGate() {
        var _ = gate.receive();
        return "value";
    }

    private String broken() throws IOException {
        var _ = gate.receive();
        throw new IOException("broken");
    }

    private static String never() {
        throw new AssertionError("a second call");
    }

    private static Result<String> receive(ReceiveChannel<Result<String>> c) {
        return Objects.requireNonNull(c.receive());
    }

    @Test
    void theResultIsSharedByThoseWhoWaited() {
        var results = new Channel<Result<String>>(2);
        Goroutine first = Goroutine.waiting("chan receive",
                () -> results.send(flights.run("k", this::afterGate)));
        Goroutine second = Goroutine.waiting("sync.WaitGroup.Wait",
                () -> results.send(flights.run("k", SingleFlightTest::never)));
        gate.close();
        first.join();
        second.join();
        for (int i = 0; i < 2; i++) {
            Result<String> r = receive(results);
            assertThat(r.value()).isEqualTo("value");
            assertThat(r.shared()).isTrue();
            assertThat(r.error()).isNull();
            assertThat(r).hasToString("value (shared)");
        }
    }

    @Test
    void singleCallerGetsAnUnsharedResult() {
        gate.close();
        Result<String> r = flights.run("k", this::afterGate);
        assertThat(r.shared()).isFalse();
        assertThat(r).hasToString("value");
    }

    @Test
    void eachKeyHasACallOfItsOwn() {
        Goroutine one =
                Goroutine.waiting("chan receive", () -> flights.run("one", this::afterGate));
        assertThat(flights.run("two", () -> "other").value()).isEqualTo("other");
        gate.close();
        one.join();
    }

    @Test
    void theNextCallIsANewOne() {
        var calls = new AtomicInteger();
        for (int i = 1; i <= 3; i++) {
            assertThat(flights.run("k", () -> "" + calls.incrementAndGet()).value())
                    .isEqualTo("" + i);
        }
    }

    @Test
    void aValueMayBeNull() {
        var nullable = new SingleFlight<String, @Nullable String>();
        Result<@Nullable String> r = nullable.run("k", () -> null);
        assertThat(r.value()).isNull();
        assertThat(r.error()).isNull();
    }

    // ---- failures -------------------------------------------------------------------------------

    @Test
    void aFailureIsEveryCallersAndTheStackTellsWhoWaited() {
        Goroutine first = Goroutine.waiting("chan receive", () -> flights.run("k", this::broken));
        Goroutine second = Goroutine.waiting("sync.WaitGroup.Wait", this::waitForBroken);
        gate.close();
        Throwable one = Objects.requireNonNull(first.failure());
        Throwable two = Objects.requireNonNull(second.failure());
        assertThat(one).isInstanceOf(CompletionException.class)
                .hasCauseExactlyInstanceOf(IOException.class);
        assertThat(two).isInstanceOf(CompletionException.class)
                .isNotSameAs(one)
                .hasCause(one.getCause());
        assertThat(two.getStackTrace()).anyMatch(f -> f.getMethodName().equals("waitForBroken"));
    }

    private void waitForBroken() {
        flights.run("k", SingleFlightTest::never);
    }

    @Test
    void aChannelBringsTheFailure() {
        gate.close();
        Result<String> r = receive(flights.runChannel("k", this::broken));
        assertThat(r.error()).isExactlyInstanceOf(IOException.class);
        assertThat(r.shared()).isFalse();
        assertThat(r).hasToString("java.io.IOException: broken");
        assertThatThrownBy(r::value).isInstanceOf(CompletionException.class).hasCause(r.error());
    }

    @Test
    void aFailureIsNotRemembered() {
        gate.close();
        assertThatThrownBy(() -> flights.run("k", this::broken)).hasCauseInstanceOf(
                IOException.class);
        assertThat(flights.run("k", () -> "value").value()).isEqualTo("value");
    }

    @Test
    void anInterruptOfTheFunctionStaysSetForItsCaller() {
        Goroutine.start(() -> {
            assertThatThrownBy(() -> flights.run("k", () -> {
                throw new InterruptedException();
            })).hasCauseInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }).join();
    }

    @Test
    void callerOutsideOfAGoroutineGetsGoexitAsFailure() {
        Goroutine.waiting("chan receive", () -> flights.run("k", () -> {
            var _ = gate.receive();
            throw Go.goexit();
        }));
        var thrown = new AtomicReference<@Nullable Throwable>();
        Goroutine platform = Goroutine
                .platform(() -> thrown.set(catchThrowable(this::waitForBroken)))
                .awaitWaiting("sync.WaitGroup.Wait");
        ReceiveChannel<Result<String>> c = flights.runChannel("k", SingleFlightTest::never);
        gate.close();
        platform.join();
        assertThat(thrown.get()).isInstanceOf(CompletionException.class)
                .cause()
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("runtime.Goexit was called");
        assertThat(receive(c).error()).hasMessage("runtime.Goexit was called");
    }

    // ---- contexts and interrupts ----------------------------------------------------------------

    @Test
    void callContinuesAfterACallerGivesUp() {
        try (var ctx = Context.background().withCancel()) {
            Goroutine first =
                    Goroutine.waiting("select", () -> flights.run(ctx, "k", this::afterGate));
            var result = new AtomicReference<@Nullable String>();
            Goroutine second = Goroutine.waiting("select", () -> result.set(
                    flights.run(Context.background(), "k", SingleFlightTest::never).value()));
            ctx.cancel();
            assertThat(first.failure()).isInstanceOf(CanceledException.class);
            gate.close();
            second.join();
            assertThat(result).hasValue("value");
            assertThatThrownBy(() -> flights.run(ctx, "k", SingleFlightTest::never))
                    .isInstanceOf(CanceledException.class);
        }
    }

    @Test
    void aFailureReachesWhoWaitsWithAContext() {
        gate.close();
        assertThatThrownBy(() -> flights.run(Context.background(), "k", this::broken))
                .isInstanceOf(CompletionException.class)
                .hasCauseExactlyInstanceOf(IOException.class);
    }

    @Test
    void callContinuesAfterACallerIsInterrupted() {
        Goroutine first =
                Goroutine.waiting("chan receive", () -> flights.run("k", this::afterGate));
        var flag = new AtomicBoolean();
        Goroutine second = Goroutine.waiting("sync.WaitGroup.Wait", () -> {
            try {
                waitForBroken();
            } finally {
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        second.interrupt();
        assertThat(second.failure()).isInstanceOf(UncheckedInterruptedException.class);
        assertThat(flag).isTrue();
        gate.close();
        first.join();
    }

    /** A caller that found it in the map just before must look again, or never gets an answer. */
    @Test
    void callerThatGaveUpDoesNotCountAsShared() {
        var results = new Channel<Result<String>>(1);
        Goroutine first = Goroutine.waiting("chan receive",
                () -> results.send(flights.run("k", this::afterGate)));
        Goroutine interrupted = Goroutine.waiting("sync.WaitGroup.Wait",
                () -> flights.run("k", SingleFlightTest::never));
        interrupted.interrupt();
        assertThat(interrupted.failure()).isInstanceOf(UncheckedInterruptedException.class);
        try (var ctx = Context.background().withCancel()) {
            Goroutine canceled = Goroutine.waiting("select",
                    () -> flights.run(ctx, "k", SingleFlightTest::never));
            ctx.cancel();
            assertThat(canceled.failure()).isInstanceOf(CanceledException.class);
        }
        gate.close();
        first.join();
        assertThat(Goroutine.must(results.receive()).shared()).isFalse();
    }

    /** Nothing keeps its channel; and those before and after it are still served. */
    @Test
    void callerThatGaveUpGetsNoResult() {
        var channels = new ArrayList<Channel<Result<String>>>();
        var callers = new ArrayList<Call<String>>();
        for (int i = 0; i < 5; i++) {
            Channel<Result<String>> c = new Channel<>(1);
            channels.add(c);
            callers.add(new Call<>(c));
        }
        Call<String> call = callers.getFirst();
        callers.stream().skip(1).forEach(f -> assertThat(call.join(f)).isTrue());
        for (int gone : new int[] {2, 0, 4}) {
            call.leave(callers.get(gone));
        }
        call.run(() -> "value");
        call.complete();
        call.leave(callers.get(1)); // too late
        assertThat(channels).extracting(c -> c.len()).containsExactly(0, 1, 0, 1, 0);
        assertThat(call.resultOrThrow().shared()).isTrue();
    }

    @Test
    void completeCallRefusesToBeJoined() {
        Call<String> call = new Call<>(null);
        call.run(() -> "value");
        assertThat(call.join(new Call<>(new Channel<>(1)))).isTrue();
        call.complete();
        assertThat(call.join(new Call<>(new Channel<>(1)))).isFalse();
    }

    /** Callers come and go at random; calls of a key do not overlap, and each gets a value. */
    @Test
    void callsOfOneKeyNeverOverlap() {
        var underWay = new AtomicInteger();
        var calls = new AtomicInteger();
        var group = new ErrGroup();
        for (int i = 0; i < 8; i++) {
            group.go(n -> {
                for (int j = 0; j < 500; j++) {
                    Result<String> r = n % 2 == 0
                            ? flights.run("k", () -> alone(underWay, calls))
                            : receive(flights.runChannel("k", () -> alone(underWay, calls)));
                    assertThat(r.value()).isEqualTo("value");
                }
            }, i);
        }
        group.await();
        assertThat(calls.get()).isPositive();
    }

    private static String alone(AtomicInteger underWay, AtomicInteger calls) {
        assertThat(underWay.incrementAndGet()).isEqualTo(1);
        calls.incrementAndGet();
        Go.gosched();
        underWay.decrementAndGet();
        return "value";
    }
}
