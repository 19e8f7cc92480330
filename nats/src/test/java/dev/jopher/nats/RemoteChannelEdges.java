package dev.jopher.nats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.Go;
import dev.jopher.ReceiveChannel;
import org.junit.jupiter.api.Test;

/** What holds for remote channels when they are used in a wrong way, or at their limits. */
abstract class RemoteChannelEdges extends RemoteChannelCalls {
    private static final Duration LONG = Duration.ofMinutes(1);

    /** Returns the next delivery; fails, and does not hang, if there is none. */
    private static <T> Delivery<T> soon(ReceiveChannel<Delivery<T>> c) {
        Delivery<T> d = c.tryReceive(LONG);
        assertThat(d).as("a delivery").isNotNull();
        return Objects.requireNonNull(d);
    }

    // ---- rejected -------------------------------------------------------------------------------

    @Test
    void whatIsRejectedTwiceComesBack() {
        var c = open(name(), 10, Codec.strings(), QUICK);
        c.send("bad");
        assertThat(soon(c.receivers(1)).reject("once")).isTrue();
        var in = c.rejected().receivers(1);
        assertThat(soon(in).reject("twice")).isTrue();
        var d = soon(in);
        assertThat(d.value()).isEqualTo("bad");
        assertThat(d.headers()).containsEntry("Jopher-Reason", "once");
        d.accept();
    }

    @Test
    void whatIsNeverDecodedIsNotLost() {
        var tries = new AtomicInteger();
        var strict = open(name(), 10, new Codec<String>() {
            @Override
            public byte[] encode(String value) {
                return value.getBytes(UTF_8);
            }

            @Override
            public String decode(byte[] bytes) {
                tries.incrementAndGet();
                throw new IllegalArgumentException("größe\nunknown");
            }
        }, QUICK);
        strict.send("x");
        try (var ctx = NONE.withCancel()) {
            var _ = strict.receivers(ctx, 1);
            var _ = strict.rejected().receivers(ctx, 1);
            until(() -> tries.get() >= 3); // in the channel, and twice among the rejected values
        }
        var d = soon(open(name(), 10, Codec.strings(), QUICK).rejected().receivers(1));
        assertThat(d.value()).isEqualTo("x");
        assertThat(d.headers().get("Jopher-Reason")).endsWith("gr??e unknown");
        d.accept();
    }

    @Test
    void aFullRejectedChannelDoesNotStopReceivers() {
        var bytes = open(name(), 2, Codec.bytes(), QUICK);
        var strings = open(name(), 2, Codec.strings(), QUICK);
        var in = strings.receivers(1);
        for (int i = 0; i < 3; i++) {
            bytes.send(new byte[] {(byte) 0xff});
        }
        bytes.send("fine".getBytes(UTF_8));
        var d = soon(in);
        assertThat(d.value()).isEqualTo("fine");
        d.accept();
        strings.leave();
    }

    @Test
    void aValueThatKillsItsReceiversIsRejected() {
        var twice = QUICK.maxAttempts(2);
        open(name(), 10, Codec.strings(), twice).send("poison");
        for (int i = 0; i < 2; i++) {
            assertThat(soon(open(name(), 10, Codec.strings(), twice).receivers(1)).value())
                    .isEqualTo("poison");
            killLast();
        }
        var c = open(name(), 10, Codec.strings(), twice);
        var in = c.receivers(1);
        soon(c.rejected().receivers(1)).accept();
        c.close();
        assertThat(in.receive()).isNull();
    }

    // ---- the credit -----------------------------------------------------------------------------

    @Test
    void aFeedThatIsNotDrainedTakesNoMore() {
        var c = open(name(), 10, Codec.strings(), HELD.maxHold(Duration.ofMillis(50)));
        c.send("x");
        var lazy = c.receivers(1);
        until(() -> lazy.len() == 1);
        var other = open(name(), 10, Codec.strings(), HELD);
        var in = other.receivers(1);
        soon(in).accept(); // its time has run out in the buffer of the first
        for (int i = 0; i < 5; i++) {
            other.send("v" + i);
            assertThat(soon(in).accept()).isTrue();
        }
        assertThat(lazy.len()).as("no place is free there").isEqualTo(1);
        other.leave();
        var late = soon(lazy);
        assertThat(late.value()).isEqualTo("x");
        assertThat(late.accept()).as("given back before").isFalse();
        c.send("y");
        assertThat(soon(lazy).value()).as("its place is free again").isEqualTo("y");
    }

    @Test
    void aTimeThatIsTooLongHarmsNothing() {
        Duration forever = ChronoUnit.FOREVER.getDuration();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> OPTIONS.maxHold(forever)).withMessageContaining("at most a year");
        var c = process(10);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> open(name(), 10, Codec.strings(),
                        OPTIONS.prefetch(Integer.MAX_VALUE)).receivers(2));
        c.send("x");
        c.send("y");
        var in = c.receivers(1);
        assertThat(soon(in).release(forever)).isTrue();
        var d = soon(in);
        assertThat(d.value()).isEqualTo("y");
        d.accept();
    }

    // ---- text -----------------------------------------------------------------------------------

    @Test
    void anyTextIsALabelAndAReason() {
        var c = process(10);
        try (var _ = Go.label("name", "Müller\n" + "x".repeat(1_000))) {
            c.send("x");
        }
        var d = soon(c.receivers(1));
        assertThat(d.headers().get("Jopher-Labels")).contains("name=M?ller x").hasSize(256);
        assertThat(d.reject("größe\r\nfalsch")).isTrue();
        var rejected = soon(c.rejected().receivers(1));
        assertThat(rejected.headers()).containsEntry("Jopher-Reason", "gr??e falsch");
        rejected.accept();
    }

    @Test
    void anyReasonReachesTheCaller() {
        var c = process(10);
        var in = c.receivers(1);
        Go.go(() -> soon(in).reject("größe\nfalsch"));
        try (var ctx = NONE.withTimeout(LONG)) {
            assertThatExceptionOfType(RemoteChannelException.class)
                    .isThrownBy(() -> c.call(ctx, "x", Codec.strings()))
                    .withMessageContaining("gr??e falsch");
        }
    }

    @Test
    void aHeaderThatIsNoAsciiIsRefused() {
        for (var wrong : java.util.List.of(Map.of("user", "Müller"), Map.of("a:b", "x"),
                Map.of("", "x"), Map.of("user", "a\nb"))) {
            var c = open(name(), 10, Codec.strings(), OPTIONS.headers(() -> wrong));
            assertThatExceptionOfType(RemoteChannelException.class).isThrownBy(() -> c.send("x"))
                    .withMessageContaining("is not printable ASCII");
        }
        var large = open(name(), 10, Codec.strings(),
                OPTIONS.headers(() -> Map.of("a", "x".repeat(1 << 20))));
        assertThatExceptionOfType(RemoteChannelException.class).isThrownBy(() -> large.send("x"))
                .withMessageContaining("a value of 1 bytes is above");
    }

    // ---- the end --------------------------------------------------------------------------------

    @Test
    void leavingAgainIsAllowed() {
        var c = process(10);
        c.send("bad");
        var in = c.receivers(1);
        c.rejected().leave();
        soon(in).reject("after the other channel was left");
        soon(c.rejected().receivers(1)).accept();
        c.leave();
        c.leave();
        assertThat(in.receive()).isNull();
    }

    @Test
    void otherOptionsAreNamed() {
        process(10).send("x");
        assertThatExceptionOfType(RemoteChannelException.class)
                .isThrownBy(() -> open(name(), 10, Codec.strings(),
                        OPTIONS.ackWait(Duration.ofSeconds(7)).ordered()))
                .withMessageContaining("ackWait PT30S, not PT7S")
                .withMessageContaining("ordered false, not true");
    }
}
