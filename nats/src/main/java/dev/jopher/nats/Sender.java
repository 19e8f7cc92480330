package dev.jopher.nats;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.jopher.ChannelClosedException;
import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.Go;
import dev.jopher.Goroutines;
import dev.jopher.UncheckedInterruptedException;
import org.jspecify.annotations.Nullable;

/**
 * Sends values until the server has stored them.
 *
 * <p>A value keeps its id over all tries, and the server stores an id once in its {@link
 * RemoteOptions#dedupWindow}. So a try without an answer is simply repeated. {@code maybe} becomes
 * true with the first try whose answer has not come, and stays: a later "full" or "closed" says
 * nothing about that try. It decides between an exception that promises that nothing was stored,
 * and {@link MaybeStoredException}.
 */
final class Sender {
    private static final Duration FIRST_RETRY = Duration.ofMillis(5);
    private static final Duration LAST_RETRY = Duration.ofMillis(500);
    private static final String LABELS = "Jopher-Labels";

    private final String name;
    private final Engine engine;
    private final RemoteOptions options;
    private final FullGate gate = new FullGate();
    private final AtomicLong ids = new AtomicLong();
    private final String prefix = Long.toString(
            java.util.concurrent.ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36) + ".";

    Sender(String name, Engine engine, RemoteOptions options) {
        this.name = name;
        this.engine = engine;
        this.options = options;
    }

    /** Encodes {@code value}; {@code replyTo} is the address for the answer to a call. */
    <T> Envelope envelope(T value, Codec<T> codec, @Nullable String replyTo) {
        byte[] body;
        try {
            body = codec.encode(value);
        } catch (Exception e) {
            throw new RemoteChannelException("the codec of channel " + name
                    + " cannot encode a value: " + e.getMessage(), e);
        }
        Map<String, String> headers = options.newHeaders();
        Map<String, String> labels = Go.labels();
        if (replyTo != null || !labels.isEmpty()) {
            headers = new HashMap<>(headers);
            if (replyTo != null) {
                headers.put(Envelope.REPLY_TO, replyTo);
            }
            if (!labels.isEmpty()) {
                headers.put(LABELS, HeaderText.of(labels + " goroutine " + Goroutines.currentId()));
            }
        }
        check(body, headers);
        return new Envelope(prefix + Long.toString(ids.incrementAndGet(), 36), body, headers);
    }

    private void check(byte[] body, Map<String, String> headers) {
        String wrong = HeaderText.wrong(headers);
        if (!wrong.isEmpty()) {
            throw new RemoteChannelException("a header of channel " + name
                    + " is not printable ASCII: " + wrong);
        }
        long room = engine.maxBytes() - HeaderText.size(headers);
        if (body.length > room) {
            throw new RemoteChannelException("a value of " + body.length + " bytes is above the "
                    + room + " bytes that channel " + name + " can carry");
        }
    }

    /** Sends {@code e}. Returns when it is stored. */
    void send(Context ctx, Envelope e) {
        ContextException.throwIfDone(ctx);
        try (var _ = Go.outsideWait(() -> Waits.text("send", name, engine))) {
            new Try(e).untilStored(ctx);
        }
    }

    /** One value on its way. */
    private final class Try {
        private final Envelope e;
        private final FullGate.Turn turn = gate.new Turn();
        private boolean maybe;
        private final Backoff backoff = new Backoff(FIRST_RETRY, LAST_RETRY);

        Try(Envelope e) {
            this.e = e;
        }

        void untilStored(Context ctx) {
            boolean stored = false;
            try {
                while (!stored) {
                    stored = once(ctx);
                }
            } catch (ContextException | UncheckedInterruptedException | ChannelClosedException
                    | RemoteChannelException x) {
                throw maybe ? new MaybeStoredException(name, e.id(), x) : x;
            } finally {
                turn.over(stored);
            }
        }

        /** Tries once and, if that failed, waits until the next try makes sense. */
        private boolean once(Context ctx) {
            boolean earlier = maybe;
            maybe = true; // while the answer has not come
            Outcome outcome = Waits.await(ctx, engine.store(e));
            maybe = earlier || outcome instanceof Outcome.Unanswered(boolean sent) && sent;
            switch (outcome) {
                case Outcome.Stored() -> {
                    return true;
                }
                case Outcome.Full() -> turn.refused(ctx);
                case Outcome.Closed() -> throw Waits.closed();
                case Outcome.Unanswered _ -> Go.sleep(ctx, Waits.jittered(backoff.next()));
                case Outcome.Refused(String why) -> throw new RemoteChannelException(
                        "channel " + name + " refuses a value: " + why);
            }
            return false;
        }
    }
}
