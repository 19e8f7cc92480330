package dev.jopher;

import static dev.jopher.ContextFixtures.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.ContextFixtures.OtherContext;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Functions that run when a context is done. */
@Timeout(120)
class ContextAfterFuncTest {
    private static final Context ROOT = Context.background();

    private final Channel<Unit> ran = new Channel<>();

    @Test // Go: TestAfterFuncCalledAfterCancel
    void runsAfterCancel() {
        CancelContext ctx = ROOT.withCancel();
        Context.Registration stop = ctx.afterFunc(ran::close);
        assertThat(ran.tryReceiveOk()).isNull();
        ctx.cancel();
        assertThat(ran.receive()).isNull();
        assertThat(stop.stop()).isFalse();
    }

    @Test // Go: TestAfterFuncCalledAfterTimeout
    void runsAfterTimeout() {
        try (var ctx = ROOT.withTimeout(SHORT)) {
            Context.Registration stop = ctx.afterFunc(ran::close);
            assertThat(ran.receive()).isNull();
            assertThat(stop.stop()).isFalse();
        }
    }

    @Test // Go: TestAfterFuncCalledImmediately
    void runsAtOnceIfAlreadyDone() {
        CancelContext ctx = ROOT.withCancel();
        ctx.cancel();
        Context.Registration stop = ctx.afterFunc(ran::close);
        assertThat(ran.receive()).isNull();
        assertThat(stop.stop()).isFalse();
    }

    @Test // Go: TestAfterFuncNotCalledAfterStop
    void doesNotRunAfterStop() {
        CancelContext ctx = ROOT.withCancel();
        Context.Registration stop = ctx.afterFunc(ran::close);
        assertThat(stop.stop()).isTrue();
        assertThat(stop.stop()).isFalse();
        Channel<Unit> later = new Channel<>();
        var unused = ctx.afterFunc(later::close);
        ctx.cancel();
        later.receive();
        assertThat(ran.tryReceiveOk()).isNull();
        assertThat(stop.stop()).isFalse();
    }

    @Test // Go: TestAfterFuncCalledAsynchronously
    void cancelDoesNotWaitForIt() {
        CancelContext ctx = ROOT.withCancel();
        var unused = ctx.afterFunc(() -> ran.send(Go.UNIT));
        ctx.cancel();
        assertThat(ran.receive()).isSameAs(Go.UNIT);
    }

    @Test
    void runsInAGoroutineOfItsOwn() {
        CancelContext ctx = ROOT.withCancel();
        Channel<Long> ids = new Channel<>(2);
        var first = ctx.afterFunc(() -> ids.send(Goroutines.currentId()));
        var second = ctx.afterFunc(() -> ids.send(Goroutines.currentId()));
        ctx.cancel();
        assertThat(ids.receive()).isNotZero().isNotEqualTo(ids.receive());
        assertThat(first.stop() || second.stop()).isFalse();
    }

    @Test
    void aRootNeverRunsIt() {
        Context.Registration stop = ROOT.afterFunc(ran::close);
        Context.Registration other = ROOT.withCancel().withoutCancel().afterFunc(ran::close);
        assertThat(stop.stop()).isTrue();
        assertThat(stop.stop()).isFalse();
        assertThat(other.stop()).isTrue();
        assertThat(ran.tryReceiveOk()).isNull();
    }

    /** Stopped or run, never both, never neither. */
    @RepeatedTest(300)
    void stopAgainstCancel() {
        CancelContext ctx = ROOT.withCancel();
        checkStopAgainst(ctx::cancel, ctx);
    }

    /** The same for a context of a kind unknown to the library, which a goroutine watches. */
    @RepeatedTest(300)
    void stopAgainstCancelOfAnUnknownKind() {
        Channel<Unit> done = new Channel<>();
        checkStopAgainst(done::close, new OtherContext(ROOT.withCancel()) {
            @Override
            public ReceiveChannel<Unit> done() {
                return done;
            }
        });
    }

    private static void checkStopAgainst(Func cancel, Context ctx) {
        Channel<Unit> runs = new Channel<>(2);
        AtomicInteger stops = new AtomicInteger();
        Context.Registration stop = ctx.afterFunc(() -> runs.send(Go.UNIT));
        WaitGroup wg = new WaitGroup();
        wg.go(cancel);
        wg.go(() -> stops.addAndGet(stop.stop() ? 1 : 0));
        wg.go(() -> stops.addAndGet(stop.stop() ? 1 : 0));
        wg.await();
        if (stops.get() == 0) {
            runs.receive();
        }
        assertThat(stops.get()).isLessThan(2);
        assertThat(runs.len()).isZero();
    }

    @Test
    void itsPanicEndsTheProgramThatAskedForIt() {
        assertThatThrownBy(() -> Go.run(() -> {
            CancelContext ctx = ROOT.withTimeout(SHORT);
            var unused = ctx.afterFunc(() -> {
                throw new IllegalStateException("boom");
            });
            new Channel<Unit>().receive();
        })).isInstanceOf(CompletionException.class).hasRootCauseMessage("boom");
    }

    @Test // Go: ExampleAfterFunc_merge
    void twoContextsAsOne() {
        Exception why = new Exception("why");
        CancelContext first = ROOT.withCancel();
        try (var second = ROOT.withValue("k", 1).withCancel(); var merged = second.withCancel()) {
            Context.Registration stop = first.afterFunc(() -> merged.cancel(first.cause()));
            first.cancel(why);
            ContextFixtures.awaitDone(merged, Context.CANCELED);
            assertThat(merged.cause()).isSameAs(why);
            assertThat(merged.value("k")).isEqualTo(1);
            assertThat(second.err()).isNull();
            assertThat(stop.stop()).isFalse();
        }
    }

    @Test // Go: ExampleAfterFunc_connection
    void itEndsAReadThatKnowsNoContext() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var socket = new Socket(server.getInetAddress(), server.getLocalPort());
                var ctx = ROOT.withTimeout(SHORT)) {
            Context.Registration stop = ctx.afterFunc(socket::close);
            assertThatExceptionOfType(SocketException.class)
                    .isThrownBy(() -> socket.getInputStream().read());
            assertThat(stop.stop()).isFalse();
            assertThat(ctx.err()).isSameAs(Context.DEADLINE_EXCEEDED);
        }
    }
}
