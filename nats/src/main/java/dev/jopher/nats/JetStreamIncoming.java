package dev.jopher.nats;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;

import io.nats.client.Connection;
import io.nats.client.Message;
import org.jspecify.annotations.Nullable;

/**
 * A message of a stream. An answer is a message without an acknowledgement of its own: while the
 * connection is broken the client keeps it, up to the size of its buffer. One that gets lost makes
 * the server deliver the value again.
 */
final class JetStreamIncoming implements Incoming {
    private static final byte[] ACK = JetStreamEngine.bytes("+ACK");
    private static final byte[] TERM = JetStreamEngine.bytes("+TERM");
    private static final byte[] PROGRESS = JetStreamEngine.bytes("+WPI");

    private final Connection nats;
    private final Message m;

    JetStreamIncoming(Connection nats, Message m) {
        this.nats = nats;
        this.m = m;
    }

    /** Returns our id, or the number of a value that another program has stored. */
    @Override
    public String id() {
        String id = m.hasHeaders() ? m.getHeaders().getFirst("Nats-Msg-Id") : null;
        return id != null ? id : "#" + m.metaData().streamSequence();
    }

    @Override
    public long attempt() {
        return m.metaData().deliveredCount();
    }

    @Override
    public byte[] body() {
        byte[] b = m.getData();
        return b == null ? new byte[0] : b;
    }

    @Override
    public Map<String, String> headers() {
        return JetStreamEngine.headers(m);
    }

    @Override
    public void ack() {
        answer(ACK);
    }

    @Override
    public void nak(Duration delay) {
        answer(JetStreamEngine.bytes(
                delay.isPositive() ? "-NAK {\"delay\":" + delay.toNanos() + "}" : "-NAK"));
    }

    @Override
    public void term() {
        answer(TERM);
    }

    @Override
    public void progress() {
        answer(PROGRESS);
    }

    private void answer(byte[] verb) {
        @Nullable String to = m.getReplyTo();
        if (to == null) {
            return;
        }
        try {
            JetStreamEngine.uninterrupted(() -> {
                nats.publish(to, verb);
                return true;
            });
        } catch (IllegalStateException e) { // closed, or its buffer is full: lost
            System.getLogger("dev.jopher.nats").log(verb == PROGRESS ? System.Logger.Level.DEBUG
                    : System.Logger.Level.WARNING,
                    "the answer " + new String(verb, UTF_8)
                            + " to " + m.getSubject() + " is lost: " + e.getMessage());
        }
    }
}
