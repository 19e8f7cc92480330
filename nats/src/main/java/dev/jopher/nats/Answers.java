package dev.jopher.nats;

import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onTimeout;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.Go;
import dev.jopher.UncheckedInterruptedException;
import org.jspecify.annotations.Nullable;

/** The answers to calls: how one is sent, and how a caller waits for it. */
final class Answers {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long a caller is asked for that the server does not know. */
    private static final long GONE_NANOS = Duration.ofSeconds(2).toNanos();

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final String name;
    private final Engine engine;

    Answers(String name, Engine engine) {
        this.name = name;
        this.engine = engine;
    }

    // ---- sending --------------------------------------------------------------------------------

    /** Sends an answer until the caller has it or is gone. */
    <R> boolean send(String to, R answer, Codec<R> answers) {
        byte[] body;
        try {
            body = answers.encode(answer);
        } catch (Exception e) {
            throw new RemoteChannelException(
                    "the answer on channel " + name + " cannot be encoded: " + e.getMessage(), e);
        }
        if (body.length > engine.maxBytes()) {
            throw new RemoteChannelException("an answer of " + body.length + " bytes is above the "
                    + engine.maxBytes() + " bytes that channel " + name + " can carry");
        }
        return send(to, new Engine.Reply(body, ""));
    }

    /** Says to a caller why it gets no answer. Does not wait. */
    void fail(String to, String why) {
        Go.go("remote reply " + name, Go.detached(() -> {
            var _ = send(to, new Engine.Reply(new byte[0], why));
        }));
    }

    private boolean send(String to, Engine.Reply reply) {
        try (var _ = Go.outsideWait(() -> Waits.text("reply", name, engine));
                var ctx = Context.background().withTimeout(PATIENCE)) {
            long refused = 0;
            while (!Waits.await(ctx, engine.reply(to, reply))) {
                long now = System.nanoTime();
                if (!engine.isConnected()) {
                    refused = 0;
                } else if (refused == 0) {
                    refused = now;
                } else if (now - refused > GONE_NANOS) {
                    return false;
                }
                Go.sleep(ctx, Duration.ofMillis(100));
            }
            return true;
        } catch (ContextException e) {
            return false;
        }
    }

    // ---- waiting --------------------------------------------------------------------------------

    /** Waits for the answer to the call {@code e}. No connection comes back from its end. */
    Engine.Reply await(Context ctx, Envelope e, Channel<Engine.Reply> answer) {
        AtomicReference<Engine.@Nullable Reply> got = new AtomicReference<>();
        try (var _ = Go.outsideWait(() -> Waits.text("call", name, engine))) {
            for (;;) {
                Go.select(onReceive(answer, got::set), onReceive(ctx.done()), onTimeout(LOOK));
                Engine.Reply reply = got.get();
                if (reply != null) {
                    return reply;
                }
                ContextException.throwIfDone(ctx);
                if (engine.isEnded()) {
                    throw new RemoteChannelException(
                            "the connection of channel " + name + " is closed");
                }
            }
        } catch (ContextException | UncheckedInterruptedException | RemoteChannelException x) {
            throw new MaybeStoredException(name, e.id(), x);
        }
    }

    <R> R decode(Engine.Reply reply, Codec<R> answers) {
        if (!reply.error().isEmpty()) {
            throw new RemoteChannelException(
                    "the receiver of channel " + name + " rejected the call: " + reply.error());
        }
        try {
            return answers.decode(reply.body());
        } catch (Exception e) {
            throw new RemoteChannelException(
                    "the answer on channel " + name + " cannot be decoded: " + e.getMessage(), e);
        }
    }
}
