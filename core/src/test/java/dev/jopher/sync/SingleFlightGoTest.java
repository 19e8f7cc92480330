package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.ReceiveChannel;
import dev.jopher.Unit;
import dev.jopher.internal.support.Goroutine;
import dev.jopher.sync.SingleFlight.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tests of golang.org/x/sync/singleflight (singleflight_test.go), by behaviour. */
@Timeout(60)
class SingleFlightGoTest {
    private final SingleFlight<String, Object> g = new SingleFlight<>();

    private static Result<Object> receive(ReceiveChannel<Result<Object>> c) {
        return Objects.requireNonNull(c.receive());
    }

    // TestDo
    @Test
    void theValue() {
        assertThat(g.run("key", () -> "bar").value()).isEqualTo("bar");
    }

    // TestDoErr, TestPanicErrorUnwrap
    @Test
    void theVeryException() {
        for (Exception e : List.of(new IOException("some error"), new RuntimeException("panic"))) {
            assertThatThrownBy(() -> g.run("key", () -> {
                throw e;
            })).isInstanceOf(CompletionException.class).cause().isSameAs(e);
        }
    }

    // TestDoDupSuppress
    @Test
    void duplicatesAreSuppressed() {
        var c = new Channel<String>(1);
        var calls = new AtomicInteger();
        List<Goroutine> callers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            callers.add(Goroutine.waiting(i == 0 ? "chan receive" : "sync.WaitGroup.Wait", () -> {
                Result<Object> r = g.run("key", () -> {
                    calls.incrementAndGet();
                    return Objects.requireNonNull(c.receive());
                });
                assertThat(r.value()).isEqualTo("bar");
                assertThat(r.shared()).isTrue();
            }));
        }
        // One waits for the channel, all others for that one.
        c.send("bar");
        callers.forEach(Goroutine::join);
        assertThat(calls).hasValue(1);
    }

    // TestForget (go.dev/issue/31420)
    @Test
    void aForgottenCallDoesNotForgetTheNext() {
        var firstStarted = new Channel<Unit>();
        var unblockFirst = new Channel<Unit>();
        Goroutine first = Goroutine.start(() -> g.run("key", () -> {
            firstStarted.close();
            var _ = unblockFirst.receive();
            return 1;
        }));
        var _ = firstStarted.receive();
        g.forget("key");

        var unblockSecond = new Channel<Unit>();
        ReceiveChannel<Result<Object>> second = g.runChannel("key", () -> {
            var _ = unblockSecond.receive();
            return 2;
        });
        unblockFirst.close();
        first.join();

        ReceiveChannel<Result<Object>> third = g.runChannel("key", () -> 3);
        unblockSecond.close();
        assertThat(receive(second).value()).isEqualTo(2);
        assertThat(receive(third).value()).isEqualTo(2);
    }

    // TestDoChan
    @Test
    void theValueOverAChannel() {
        assertThat(receive(g.runChannel("key", () -> "bar")).value()).isEqualTo("bar");
    }

    // TestPanicDo (go.dev/issue/41133)
    @Test
    void anErrorIsEveryCallers() {
        var gate = new Channel<Unit>();
        List<Goroutine> callers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            callers.add(Goroutine.waiting(i == 0 ? "chan receive" : "sync.WaitGroup.Wait",
                    () -> g.run("key", () -> {
                        var _ = gate.receive();
                        throw new LinkageError("panic");
                    })));
        }
        gate.close();
        for (Goroutine caller : callers) {
            assertThat(caller.failure()).isInstanceOf(CompletionException.class)
                    .hasCauseExactlyInstanceOf(LinkageError.class);
        }
    }

    // TestGoexitDo
    @Test
    void goexitIsEveryCallers() {
        var gate = new Channel<Unit>();
        List<Goroutine> callers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            callers.add(Goroutine.waiting(i == 0 ? "chan receive" : "sync.WaitGroup.Wait", () -> {
                g.run("key", () -> {
                    var _ = gate.receive();
                    throw Go.goexit();
                });
                throw new AssertionError("run returned");
            }));
        }
        gate.close();
        callers.forEach(Goroutine::join);
    }

    // TestPanicDoChan
    @Test
    void anErrorBehindAChannelEndsTheProgram() {
        var e = new LinkageError("panicking in runChannel");
        assertThatThrownBy(() -> Go.run(() -> {
            var _ = g.runChannel("", () -> {
                throw e;
            }).receive();
            var _ = Channel.never().receive();
        })).cause().isSameAs(e);
    }

    // TestPanicDoSharedByDoChan: ours fails both and ends nothing: neither can take it for success
    @Test
    void anErrorSharedByAChannelReachesBoth() {
        var unblock = new Channel<Unit>();
        Goroutine caller = Goroutine.waiting("chan receive", () -> g.run("", () -> {
            var _ = unblock.receive();
            throw new LinkageError("panicking in run");
        }));
        ReceiveChannel<Result<Object>> c = g.runChannel("", () -> {
            throw new AssertionError("a second call");
        });
        unblock.close();
        assertThat(caller.failure()).hasCauseExactlyInstanceOf(LinkageError.class);
        Result<Object> r = receive(c);
        assertThat(r.error()).isExactlyInstanceOf(LinkageError.class);
        assertThatThrownBy(r::value).hasCause(r.error());
    }

    // ExampleGroup
    @Test
    void twoChannelsShareOneCall() {
        var block = new Channel<Unit>();
        ReceiveChannel<Result<Object>> one = g.runChannel("key", () -> {
            var _ = block.receive();
            return "func 1";
        });
        ReceiveChannel<Result<Object>> two = g.runChannel("key", () -> {
            var _ = block.receive();
            return "func 2";
        });
        block.close();
        Result<Object> first = receive(one);
        assertThat(first.value()).isEqualTo("func 1");
        assertThat(first.shared()).isTrue();
        assertThat(receive(two).value()).isSameAs(first.value());
    }
}
