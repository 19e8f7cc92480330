package dev.jopher.nats;

import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.impl.ErrorListenerLoggerImpl;
import io.nats.client.support.Status;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what goes wrong while a connection is made: the client reports it to its listener, and
 * throws an exception without a cause. Afterwards all goes to the user's listener, or to the log.
 */
final class ConnectErrors implements ErrorListener {
    private final ErrorListener next;
    private volatile boolean connected;
    private volatile @Nullable Exception last;

    ConnectErrors(@Nullable ErrorListener users) {
        next = users == null ? new ErrorListenerLoggerImpl() : users;
    }

    /** Passes on all that comes from now on. */
    void connected() {
        connected = true;
    }

    /** Returns what went wrong last while the connection was made; null if nothing did. */
    @Nullable Exception last() {
        return last;
    }

    @Override
    public void exceptionOccurred(Connection c, Exception e) {
        if (connected || c.getStatus() == Connection.Status.CONNECTED) {
            next.exceptionOccurred(c, e); // Nats.connect may not have returned yet
        } else {
            last = e;
        }
    }

    @Override
    public void errorOccurred(Connection c, String error) {
        next.errorOccurred(c, error);
    }

    @Override
    public void slowConsumerDetected(Connection c, Consumer consumer) {
        next.slowConsumerDetected(c, consumer);
    }

    @Override
    public void messageDiscarded(Connection c, Message m) {
        next.messageDiscarded(c, m);
    }

    @Override
    public void heartbeatAlarm(Connection c, JetStreamSubscription s, long stream, long consumer) {
        next.heartbeatAlarm(c, s, stream, consumer);
    }

    @Override
    public void unhandledStatus(Connection c, JetStreamSubscription s, Status status) {
        next.unhandledStatus(c, s, status);
    }

    @Override
    public void pullStatusWarning(Connection c, JetStreamSubscription s, Status status) {
        next.pullStatusWarning(c, s, status);
    }

    @Override
    public void pullStatusError(Connection c, JetStreamSubscription s, Status status) {
        next.pullStatusError(c, s, status);
    }

    @Override
    public void flowControlProcessed(Connection c, JetStreamSubscription s, String subject,
            FlowControlSource source) {
        next.flowControlProcessed(c, s, subject, source);
    }

    @Override
    public void socketWriteTimeout(Connection c) {
        next.socketWriteTimeout(c);
    }

    @Override
    public String supplyMessage(String label, Connection c, Consumer consumer, Subscription s,
            Object... pairs) {
        return next.supplyMessage(label, c, consumer, s, pairs);
    }
}
