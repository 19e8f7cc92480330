package dev.jopher.nats;

import static dev.jopher.nats.RemoteChannelFixture.NONE;
import static dev.jopher.nats.RemoteChannelFixture.OPTIONS;
import static dev.jopher.nats.RemoteChannelFixture.background;
import static dev.jopher.nats.RemoteChannelFixture.next;
import static dev.jopher.nats.RemoteChannelFixture.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;

import dev.jopher.DeadlineExceededException;
import dev.jopher.DumpOption;
import dev.jopher.Go;
import io.nats.client.Connection;
import io.nats.client.Options;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.StreamConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a real server can do wrong. */
@SuppressWarnings("try") // a connection's close may be interrupted
class NatsFaultsTest {
    @TempDir
    static Path directory;

    private static @Nullable NatsServer server;

    @BeforeAll
    static void start() {
        server = NatsServer.start(directory);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static NatsServer server() {
        return java.util.Objects.requireNonNull(server);
    }

    private static RemoteChannel<String> open(Connection nats, String name, int capacity) {
        return RemoteChannel.open(nats, name, capacity, Codec.strings(), OPTIONS);
    }

    /** Each time one value must come, though the pull of before is gone with its connection. */
    @Test
    void aHundredReconnectsWithoutAStall() throws Exception {
        try (var proxy = new Proxy(server().port());
                var sends = RemoteChannel.connect(server().url());
                var receives = RemoteChannel.connect(Connecting.options().servers(
                        new String[] {proxy.url()}).reconnectWait(Duration.ofMillis(1))
                        .reconnectJitter(Duration.ofMillis(1)).build())) {
            // What the server has sent into a connection that is cut comes back after ackWait.
            var quick = OPTIONS.ackWait(Duration.ofMillis(200)).maxAttempts(1_000);
            var in = RemoteChannel.open(receives, "reconnects", 10, Codec.strings(), quick)
                    .receivers(1);
            var out = RemoteChannel.open(sends, "reconnects", 10, Codec.strings(), quick);
            for (int i = 0; i < 100; i++) {
                proxy.cut();
                out.send("v" + i);
                for (var d = next(in);; d = next(in)) { // one that was accepted may come again
                    d.accept();
                    if (d.value().equals("v" + i)) {
                        break;
                    }
                }
            }
        }
    }

    @Test
    void whileTheServerIsAwayOperationsWait() throws Exception {
        try (var nats = RemoteChannel.connect(server().url())) {
            var c = open(nats, "away", 10);
            var in = c.receivers(1);
            server().kill();
            until(() -> Go.dump(DumpOption.UNFOLDED).contains("remote receive away (disconnected"));
            var end = background(() -> c.send("x"));
            until(() -> Go.dump(DumpOption.UNFOLDED).contains("remote send away (disconnected"));
            try (var ctx = NONE.withTimeout(Duration.ofMillis(100))) {
                assertThatExceptionOfType(DeadlineExceededException.class)
                        .as("not sent, so not stored").isThrownBy(() -> c.send(ctx, "y"));
            }
            server().restart();
            assertThat(end.receive()).isNull();
            next(in).accept();
            c.close();
            assertThat(in.receive()).isNull();
        }
    }

    /** The server's own word: some versions took the value and dropped another one. */
    @Test
    void aFullStreamSaysSo() throws Exception {
        try (var nats = RemoteChannel.connect(server().url())) {
            var c = open(nats, "full", 3);
            for (int i = 0; i < 3; i++) {
                c.send("v" + i);
            }
            assertThat(c.engine().store(new Envelope("id", new byte[1], java.util.Map.of())).get())
                    .isEqualTo(new Outcome.Full());
            assertThat(nats.jetStreamManagement().getStreamInfo("jopher-full").getStreamState()
                    .getMsgCount()).isEqualTo(3);
        }
    }

    @Test
    void aDeletedChannelRefuses() throws Exception {
        try (var nats = RemoteChannel.connect(server().url())) {
            var c = open(nats, "deleted", 3);
            RemoteChannel.delete(nats, "deleted");
            assertThatExceptionOfType(RemoteChannelException.class).isThrownBy(() -> c.send("x"))
                    .withMessageContaining("deleted on the server");
        }
    }

    /** Its receivers would wait without an end. */
    @Test
    void aDeletedConsumerIsMadeAnew() throws Exception {
        try (var nats = RemoteChannel.connect(server().url())) {
            var c = open(nats, "consumer", 3);
            var in = c.receivers(1);
            c.send("x");
            next(in).accept();
            nats.jetStreamManagement().deleteConsumer("jopher-consumer", StreamNames.CONSUMER);
            c.send("y");
            var d = in.tryReceive(Duration.ofMinutes(1));
            assertThat(d).as("pulled from a new consumer").isNotNull();
            c.leave();
        }
    }

    @Test
    void aClosedConnectionEndsAllWaits() throws Exception {
        var nats = RemoteChannel.connect(server().url());
        var c = open(nats, "ended", 3);
        var ctx = NONE.withCancel();
        var in = c.receivers(ctx, 1);
        c.send("x");
        next(in).accept();
        var call = background(() -> open(nats, "calls", 3).call(NONE, "x", Codec.strings()));
        RemoteChannelFixture.untilWaiting("call calls");
        ctx.cancel();
        nats.close();
        assertThat(in.receive()).isNull();
        assertThat(call.receive()).isInstanceOf(MaybeStoredException.class)
                .hasCauseInstanceOf(RemoteChannelException.class);
        assertThatExceptionOfType(RemoteChannelException.class).isThrownBy(() -> c.send("y"))
                .withMessageContaining("connection is closed");
        assertThatExceptionOfType(RemoteChannelException.class).isThrownBy(c::close)
                .withMessageContaining("is closed");
        c.leave();
    }

    @Test
    void aStreamOfOthersIsNotTaken() throws Exception {
        try (var nats = RemoteChannel.connect(server().url())) {
            nats.jetStreamManagement().addStream(StreamConfiguration.builder()
                    .name("jopher-foreign").subjects("foreign.>").discardPolicy(DiscardPolicy.Old)
                    .build());
            assertThatExceptionOfType(RemoteChannelException.class)
                    .isThrownBy(() -> open(nats, "foreign", 3))
                    .withMessageContaining("discard old, not new")
                    .withMessageContaining("capacity null, not 3");
            open(nats, "waits", 3);
            assertThatExceptionOfType(RemoteChannelException.class)
                    .isThrownBy(() -> RemoteChannel.open(nats, "waits", 3, Codec.strings(),
                            OPTIONS.ackWait(Duration.ofSeconds(7))))
                    .withMessageContaining("ackWait PT30S, not PT7S");
        }
    }

    @Test
    void noServerIsOneLine() {
        assertThatExceptionOfType(RemoteChannelException.class)
                .isThrownBy(() -> RemoteChannel.connect("nats://127.0.0.1:1"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n")
                        .contains("nats://127.0.0.1:1", "tried once", "made anew each 250 ms"));
    }

    @Test
    void wrongCredentialsAreNamedAndNotShown(@TempDir Path other) {
        try (var guarded = NatsServer.start(other, "--user", "ann", "--pass", "secret")) {
            String url = guarded.url().replace("//", "//ann:wrong@");
            assertThatExceptionOfType(RemoteChannelException.class)
                    .isThrownBy(() -> RemoteChannel.connect(url))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("wrong")
                            .contains("refuses the credentials", guarded.url()));
        }
    }

    @Test
    void aServerWithoutTlsIsNamed() {
        Options tls = Connecting.options().server(server().url().replace("nats:", "tls:"))
                .build();
        assertThatExceptionOfType(RemoteChannelException.class)
                .isThrownBy(() -> RemoteChannel.connect(tls))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n")
                        .contains("127.0.0.1"));
    }

    @Test
    void aServerWithoutJetStreamIsNamed(@TempDir Path other) throws Exception {
        Process plain = new ProcessBuilder(NatsServer.executable().toString(), "-a", "127.0.0.1",
                "-p", "-1").redirectErrorStream(true)
                .redirectOutput(other.resolve("log").toFile()).start();
        try {
            until(() -> java.nio.file.Files.readString(other.resolve("log"))
                    .contains("Server is ready"));
            String port = java.nio.file.Files.readString(other.resolve("log")).replaceAll(
                    "(?s).*client connections on 127.0.0.1:(\\d+).*", "$1");
            try (var nats = RemoteChannel.connect("nats://127.0.0.1:" + port)) {
                assertThatExceptionOfType(RemoteChannelException.class)
                        .isThrownBy(() -> open(nats, "none", 3))
                        .withMessageContaining("is JetStream on (-js)");
            }
        } finally {
            plain.destroyForcibly();
        }
    }

    /** A receiver that hangs in its first value, and a thousand behind it. */
    @Test
    void aSlowReceiverOfAProcessDelaysNoOther() throws Exception {
        try (var a = RemoteChannel.connect(server().url());
                var b = RemoteChannel.connect(server().url())) {
            var c = open(a, "slow", 2_000);
            for (int i = 0; i < 1_000; i++) {
                c.send("v" + i);
            }
            var hangs = next(c.receivers(1));
            var seen = new Seen();
            var in = open(b, "slow", 2_000).receivers(4);
            for (int i = 0; i < 999; i++) {
                seen.accept(next(in));
            }
            seen.assertExactly(999);
            hangs.accept();
        }
    }
}
