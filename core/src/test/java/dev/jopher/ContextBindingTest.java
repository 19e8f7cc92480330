package dev.jopher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import dev.jopher.internal.support.Goroutine;
import dev.jopher.sync.ErrGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits outside of this library, and a context that ends it. Without that, these hang. */
@Timeout(60)
class ContextBindingTest {
    private final CancelContext ctx = Context.background().withCancel();

    private static ServerSocket silent() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Runs {@code wait} in a goroutine, cancels the context, and returns what it throws. */
    private Throwable canceled(Func wait) {
        var failure = new CompletableFuture<Throwable>();
        try (var group = new ErrGroup()) {
            group.go(() -> {
                try {
                    wait.call();
                } catch (Exception e) {
                    failure.complete(e);
                }
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            });
            ctx.cancel();
            group.await();
        }
        return failure.join();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readOfASocketEnds(boolean closing) throws Exception {
        try (var server = silent();
                var socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
            assertThat(canceled(() -> {
                try (var _ = closing ? ctx.closing(socket) : ctx.interrupting()) {
                    int _ = socket.getInputStream().read();
                }
            })).isInstanceOf(IOException.class);
            assertThat(socket.isClosed()).isTrue();
        }
    }

    @Test
    void acceptEnds() throws Exception {
        try (var server = silent()) {
            assertThat(canceled(() -> {
                try (var _ = ctx.closing(server)) {
                    server.accept().close();
                }
            })).isInstanceOf(IOException.class);
        }
    }

    @Test
    void readOfANioChannelEnds() throws Exception {
        try (var server = silent();
                var channel = SocketChannel.open(
                        new InetSocketAddress(server.getInetAddress(), server.getLocalPort()))) {
            assertThat(canceled(() -> {
                try (var _ = ctx.interrupting()) {
                    int _ = channel.read(ByteBuffer.allocate(1));
                }
            })).isInstanceOf(ClosedByInterruptException.class);
        }
    }

    @Test
    void requestOfHttpClientEnds() throws Exception {
        try (var server = silent(); var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(
                    URI.create("http://localhost:" + server.getLocalPort() + "/")).build();
            assertThat(canceled(() -> {
                try (var _ = ctx.interrupting()) {
                    var _ = client.send(request, BodyHandlers.ofString());
                } catch (InterruptedException e) {
                    ContextException.throwIfDone(ctx);
                    throw e;
                }
            })).isInstanceOf(CanceledException.class);
            client.shutdownNow();
        }
    }

    @Test
    void futureEndsWithTheContextsError() {
        assertThat(canceled(() -> {
            try (var _ = ctx.interrupting()) {
                new CompletableFuture<Unit>().get();
            }
        })).isInstanceOf(InterruptedException.class);
    }

    @Test
    void nothingIsClosedAfterTheBinding() throws Exception {
        var closed = new CountDownLatch(1);
        var last = new CountDownLatch(1);
        try (var _ = ctx.closing(closed::countDown); var _ = ctx.interrupting()) {
            assertThat(ctx.err()).isNull();
        }
        var _ = ctx.afterFunc(last::countDown);
        ctx.cancel();
        last.await();
        assertThat(closed.getCount()).isEqualTo(1);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void contextThatIsDoneClosesAtOnceAndTheResourcesFailureIsIgnored() {
        var closed = new CountDownLatch(1);
        ctx.cancel();
        try (var _ = ctx.closing(() -> {
            closed.countDown();
            throw new IOException("already closed");
        })) {
            Goroutine.until(() -> closed.getCount() == 0);
        }
        assertThatExceptionOfType(CanceledException.class)
                .isThrownBy(() -> ContextException.throwIfDone(ctx));
    }

    private static void awaitInterrupt() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    /** One end of a context interrupts once, and both bindings have to end their waits. */
    @Test
    void theEndOfAnInnerBindingLeavesTheInterruptOfTheOuterOne() {
        for (int i = 0; i < 100; i++) {
            var c = Context.background().withCancel();
            try (var _ = c.interrupting()) {
                try (var _ = c.interrupting()) {
                    c.cancel();
                    awaitInterrupt();
                }
                awaitInterrupt();
            }
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    void anInterruptOfSomebodyElseStays() {
        var last = new CountDownLatch(1);
        Thread.currentThread().interrupt();
        try (var _ = ctx.interrupting()) {
            ctx.cancel();
            var _ = ctx.afterFunc(last::countDown);
            while (last.getCount() > 0) {
                Thread.onSpinWait();
            }
        }
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aSecondCloseDoesNothing() {
        var b = ctx.interrupting();
        ctx.cancel();
        awaitInterrupt();
        b.close();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        Thread.currentThread().interrupt();
        b.close();
        assertThat(Thread.interrupted()).isTrue();
    }

    /** An interrupt that comes at the end of the block is not left behind, however they race. */
    @Test
    void noInterruptOutlivesTheBinding() {
        for (int i = 0; i < 1000; i++) {
            try (var c = Context.background().withCancel()) {
                Go.go(c::cancel);
                try (var _ = c.interrupting()) {
                    Thread.onSpinWait();
                }
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        }
    }
}
