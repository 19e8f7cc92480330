package dev.jopher.nats;

import java.time.Duration;

import dev.jopher.Go;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;

/**
 * Asks the server for values, and passes on what comes. Each request has an address of its own
 * under one inbox, so its end says which request it was; values come under their own subject. The
 * inbox has a thread of its own, so no other channel waits behind this one's codec.
 */
final class JetStreamInlet {
    private static final Duration EXPIRES = Duration.ofSeconds(60);
    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final int HEARTBEAT = 100;

    private final Connection nats;
    private final StreamNames names;
    private final Duration heartbeat;
    private final Engine.Sink sink;
    private final Dispatcher dispatcher;
    private final String inbox;
    private final String api;

    JetStreamInlet(Connection nats, StreamNames names, RemoteOptions options, Engine.Sink sink) {
        this.nats = nats;
        this.names = names;
        this.sink = sink;
        heartbeat = Waits.shorter(options.heartbeat(), EXPIRES.dividedBy(3));
        api = "$JS.API.CONSUMER.MSG.NEXT." + names.stream() + "." + StreamNames.CONSUMER;
        inbox = nats.createInbox() + ".";
        dispatcher = nats.createDispatcher();
        dispatcher.setPendingLimits(-1, -1);
        dispatcher.subscribe(inbox + "*", this::onMessage);
    }

    /** Sends a request; one that cannot be sent has ended. */
    void pull(long pull, int batch) {
        String request = "{\"batch\":" + batch + ",\"expires\":" + EXPIRES.toNanos()
                + ",\"idle_heartbeat\":" + heartbeat.toNanos() + "}";
        try {
            JetStreamEngine.uninterrupted(() -> {
                nats.publish(api, inbox + pull, JetStreamEngine.bytes(request));
                return true;
            });
        } catch (IllegalStateException e) {
            sink.ended(pull, -1);
        }
    }

    private void onMessage(Message m) {
        if (m.isStatusMessage()) {
            if (m.getStatus().getCode() == HEARTBEAT) {
                sink.heard();
            } else {
                String subject = m.getSubject();
                sink.ended(Long.parseLong(subject, inbox.length(), subject.length(), 10),
                        missing(m));
            }
        } else if (!m.isJetStream()) {
            sink.heard(); // not the server's
        } else if (m.getSubject().equals(names.values())) {
            sink.arrived(new JetStreamIncoming(nats, m));
        } else {
            new JetStreamIncoming(nats, m).ack(); // the barrier of a close
            sink.skipped();
        }
    }

    private static int missing(Message m) {
        String n = m.hasHeaders() ? m.getHeaders().getFirst("Nats-Pending-Messages") : null;
        return n == null ? -1 : Integer.parseInt(n);
    }

    /**
     * Stops to ask. What has come and is in the client's queue still goes to the feed, which
     * gives it back; without a connection that cannot be said.
     */
    void close() {
        if (nats.getStatus() == Connection.Status.CONNECTED) {
            Go.go("remote end " + names.label(), Go.detached(this::drain));
        } else {
            JetStreamEngine.closeDispatcher(nats, dispatcher);
        }
    }

    private void drain() throws InterruptedException {
        try {
            var _ = dispatcher.drain(DRAIN);
        } catch (RuntimeException e) {
            // the connection was closed just now, and its threads with it
        }
    }
}
