package dev.jopher.nats;

import static dev.jopher.nats.RemoteChannelFixture.NONE;
import static dev.jopher.nats.RemoteChannelFixture.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.nats.client.impl.NatsMessage;
import org.junit.jupiter.api.Test;

/** What a send promises of its value, for each row of answers. */
class SenderTest {
    private static final Envelope VALUE = new Envelope("id", new byte[1], Map.of());

    /** Sends to an engine that gives these answers. */
    private static void send(Outcome... answers) {
        var left = new ArrayDeque<>(List.of(answers));
        Engine engine = (Engine) Proxy.newProxyInstance(Engine.class.getClassLoader(),
                new Class<?>[] {Engine.class}, (_, m, _) -> switch (m.getName()) {
                    case "store" -> CompletableFuture.completedFuture(left.remove());
                    case "isConnected" -> true;
                    default -> throw new AssertionError(m.getName());
                });
        new Sender("jobs", engine, OPTIONS).send(NONE, VALUE);
        assertThat(left).isEmpty();
    }

    @Test
    void aRefusalAtOnceHasStoredNothing() {
        assertThatExceptionOfType(RemoteChannelException.class)
                .isThrownBy(() -> send(new Outcome.Refused("too old")))
                .withMessage("channel jobs refuses a value: too old");
        assertThatExceptionOfType(RemoteChannelException.class).isThrownBy(
                () -> send(new Outcome.Unanswered(false), new Outcome.Refused("too old")));
    }

    @Test
    void aRefusalAfterALostAnswerMayHaveStored() {
        assertThatExceptionOfType(MaybeStoredException.class).isThrownBy(
                () -> send(new Outcome.Unanswered(true), new Outcome.Refused("too old")))
                .withCauseInstanceOf(RemoteChannelException.class);
    }

    @Test
    void aLostAnswerIsAskedForAgain() {
        send(new Outcome.Unanswered(true), new Outcome.Full(), new Outcome.Stored());
    }

    /** The server says so while it stores an earlier try of the same value. */
    @Test
    void aDuplicateInProcessMayBeStored() {
        assertThat(JetStreamEngine.outcome(NatsMessage.builder().subject("x").data("""
                {"error":{"code":409,"err_code":10158,
                 "description":"duplicate message id is in process"}}""").build()))
                .isEqualTo(new Outcome.Unanswered(true));
    }
}
