package dev.jopher.nats;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import dev.jopher.sync.Mutex;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.nats.client.support.NatsRequestCompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Keeps values in a stream of NATS JetStream.
 *
 * <p>The client's own pull subscriptions are not used. A pull is one message to the server, and so
 * this class and {@link Feed} decide when one is made anew; that a client has stopped pulling after
 * a reconnect is the fault of such clients that is reported most.
 *
 * <p>A request that is pending when the connection breaks is answered here, with "no answer", once
 * the connection is back: its answer is lost. The retry carries the same id.
 */
@SuppressWarnings("CollectionUndefinedEquality") // by identity
final class JetStreamEngine implements Engine {
    private static final Duration ANSWER = Duration.ofSeconds(4);
    private static final Duration GONE = Duration.ofSeconds(3);
    private static final String MSG_ID = "Nats-Msg-Id";
    private static final String ERROR = "Jopher-Error";
    private static final int STORE_FAILED = 10077;
    private static final int IN_PROCESS = 10158;

    private final Connection nats;
    private final StreamNames names;
    private final StreamSetup setup;
    private final RemoteOptions options;
    /** By identity: a future has no equals of its own. */
    private final Set<CompletableFuture<Outcome>> pending = ConcurrentHashMap.newKeySet();
    private final Set<Sink> sinks = ConcurrentHashMap.newKeySet();
    private final ConnectionListener listener = new Listener();
    private final Replies replies;
    private final Mutex opening = new Mutex();
    private final Dispatcher notices;
    private final AtomicBoolean left = new AtomicBoolean();
    private volatile boolean ended;
    private volatile long goneSince;
    private volatile long brokenAt = System.nanoTime();
    private volatile @Nullable JetStreamEngine rejected;

    private JetStreamEngine(Connection nats, StreamNames names, StreamSetup setup,
            RemoteOptions options) {
        this.nats = nats;
        this.names = names;
        this.setup = setup;
        this.options = options;
        replies = new Replies(nats);
        notices = nats.createDispatcher();
        notices.subscribe(names.notice(), _ -> sinks.forEach(Sink::closeSeen));
        nats.addConnectionListener(listener);
    }

    /** Waits for the server. */
    static JetStreamEngine open(Connection nats, StreamNames names, int capacity,
            RemoteOptions options) {
        StreamSetup setup = new StreamSetup(nats, names, capacity, options);
        setup.ensure();
        return new JetStreamEngine(nats, names, setup, options);
    }

    static void delete(Connection nats, StreamNames names) {
        StreamSetup.delete(nats, names);
        StreamSetup.delete(nats, names.rejected());
    }

    // ---- values ---------------------------------------------------------------------------------

    @Override
    public CompletableFuture<Outcome> store(Envelope e) {
        if (!isConnected()) {
            return done(isEnded() ? new Outcome.Refused("its connection is closed")
                    : new Outcome.Unanswered(false));
        }
        CompletableFuture<Message> answer;
        try {
            Headers headers = new Headers();
            e.headers().forEach(headers::add);
            headers.put(MSG_ID, e.id());
            answer = uninterrupted(
                    () -> nats.requestWithTimeout(names.values(), headers, e.body(), ANSWER));
        } catch (IllegalStateException x) { // closed, or its buffer is full
            return done(new Outcome.Unanswered(false));
        } catch (IllegalArgumentException x) { // above the server's limit
            return done(new Outcome.Refused(String.valueOf(x.getMessage())));
        }
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        pending.add(outcome);
        if (isEnded()) {
            outcome.complete(new Outcome.Unanswered(true)); // nothing else may complete it
        }
        var _ = answer.whenComplete((m, failure) -> {
            pending.remove(outcome);
            if (m != null) {
                outcome.complete(outcome(m));
            } else {
                unanswered(answer, outcome);
            }
        });
        return outcome;
    }

    private static CompletableFuture<Outcome> done(Outcome o) {
        return CompletableFuture.completedFuture(o);
    }

    /**
     * Completes {@code outcome} for a request without an answer. If no stream listens to the
     * subject, the channel is closed, or its stream is not there now. The state says which, and is
     * asked for by a request of its own.
     */
    private void unanswered(CompletableFuture<Message> answer, CompletableFuture<Outcome> outcome) {
        if (!noStream(answer)) {
            outcome.complete(new Outcome.Unanswered(true));
            return;
        }
        var _ = setup.stateLater().whenComplete((state, _) -> outcome.complete(switch (state) {
            case CLOSING, DRAINING, DRAINED -> new Outcome.Closed();
            case GONE -> gone();
            case null, default -> new Outcome.Unanswered(false);
        }));
    }

    /** Returns what a missing stream means: a server that starts may not have found it yet. */
    private Outcome gone() {
        long now = System.nanoTime();
        long since = goneSince;
        if (since == 0 || now - since > 4 * GONE.toNanos()) {
            goneSince = now;
            return new Outcome.Unanswered(false);
        }
        return now - since < GONE.toNanos() ? new Outcome.Unanswered(false)
                : new Outcome.Refused("it was deleted on the server");
    }

    /** Returns whether the server has said at once that nothing listens to the subject. */
    private static boolean noStream(CompletableFuture<Message> answer) {
        return answer.isCancelled() && answer instanceof NatsRequestCompletableFuture f
                && !f.wasCancelledClosing() && !f.wasCancelledTimedOut()
                || answer.isCompletedExceptionally()
                        && answer.exceptionNow() instanceof io.nats.client.JetStreamStatusException;
    }

    static Outcome outcome(Message m) {
        try {
            new PublishAck(m);
            return new Outcome.Stored();
        } catch (JetStreamApiException e) {
            String text = String.valueOf(e.getErrorDescription());
            if (e.getApiErrorCode() == STORE_FAILED && text.contains("exceeded")) {
                return new Outcome.Full();
            }
            if (e.getApiErrorCode() == IN_PROCESS) { // an earlier try of this value
                return new Outcome.Unanswered(true);
            }
            return isPassing(e) ? new Outcome.Unanswered(false) : new Outcome.Refused(text);
        } catch (java.io.IOException e) {
            return new Outcome.Unanswered(true);
        }
    }

    /** Returns whether a server says so while it starts, or a cluster while it has no leader. */
    private static boolean isPassing(JetStreamApiException e) {
        return e.getErrorCode() == 503 || e.getErrorCode() == 408;
    }

    @Override
    public Inlet subscribe(Sink sink) {
        sinks.add(sink);
        JetStreamInlet inlet = new JetStreamInlet(nats, names, options, sink);
        return new Inlet() {
            @Override
            public void pull(long pull, int batch) {
                inlet.pull(pull, batch);
            }

            @Override
            public void close() {
                sinks.remove(sink);
                inlet.close();
            }
        };
    }

    // ---- the channel ----------------------------------------------------------------------------

    @Override
    public State state() {
        return setup.state();
    }

    @Override
    public void closeChannel() {
        setup.close();
        try {
            nats.publish(names.notice(), new byte[0]);
        } catch (IllegalStateException e) {
            throw new Unreachable("the connection is broken", e);
        }
    }

    @Override
    public Engine rejected() {
        try (var _ = opening.hold()) {
            JetStreamEngine r = rejected;
            if (r == null) {
                StreamNames theirs = names.rejected();
                r = isForRejected() ? this : open(nats, theirs, setup.capacity(), options);
                rejected = r;
            }
            return r;
        }
    }

    @Override
    public boolean isForRejected() {
        return names.rejected().equals(names);
    }

    @Override
    public boolean restoreReceivers() {
        return setup.ensureConsumer();
    }

    // ---- calls ----------------------------------------------------------------------------------

    @Override
    public ReplyBox replyBox(Consumer<Reply> consumer) {
        return replies.box(m -> consumer.accept(new Reply(m.getData(), error(m))));
    }

    private static String error(Message m) {
        String e = m.hasHeaders() ? m.getHeaders().getFirst(ERROR) : null;
        return e == null ? "" : e;
    }

    @Override
    public CompletableFuture<Boolean> reply(String address, Reply reply) {
        try {
            Headers headers = new Headers();
            if (!reply.error().isEmpty()) {
                headers.put(ERROR, reply.error());
            }
            return uninterrupted(() -> nats.requestWithTimeout(address, headers, reply.body(),
                    ANSWER)).handle((m, _) -> m != null);
        } catch (IllegalStateException | IllegalArgumentException e) { // closed, or no address
            return CompletableFuture.completedFuture(false);
        }
    }

    // ---- the connection -------------------------------------------------------------------------

    /** Hears of the connection, on a thread of the client's. */
    private final class Listener implements ConnectionListener {
        @Override
        @Deprecated
        public void connectionEvent(Connection c, Events type) {
            switch (type) {
                case DISCONNECTED -> brokenAt = System.nanoTime();
                case RESUBSCRIBED -> {
                    endPending();
                    sinks.forEach(Sink::linkChanged);
                }
                case CLOSED -> {
                    ended = true;
                    brokenAt = System.nanoTime();
                    endPending();
                    sinks.forEach(Sink::linkChanged);
                }
                default -> {}
            }
        }
    }

    private void endPending() {
        List<CompletableFuture<Outcome>> all = List.copyOf(pending);
        all.forEach(pending::remove);
        all.forEach(o -> o.complete(new Outcome.Unanswered(true)));
    }

    @Override
    public boolean isConnected() {
        return nats.getStatus() == Connection.Status.CONNECTED;
    }

    @Override
    public boolean isEnded() {
        return ended || nats.getStatus() == Connection.Status.CLOSED;
    }

    @Override
    public long brokenAt() {
        return brokenAt;
    }

    @Override
    public Duration patience() {
        return options.heartbeat().multipliedBy(5).dividedBy(2);
    }

    /** Returns the server's limit, less what the headers take. */
    @Override
    public long maxBytes() {
        return nats.getMaxPayload() - 512;
    }

    @Override
    public void leave() {
        if (!left.compareAndSet(false, true)) {
            return;
        }
        nats.removeConnectionListener(listener);
        closeDispatcher(nats, notices);
        replies.close();
        JetStreamEngine r = rejected;
        if (r != null && r != this) {
            r.leave();
        }
    }

    /** Closes {@code d}, unless the connection was closed, also by another thread just now. */
    static void closeDispatcher(Connection nats, Dispatcher d) {
        try {
            if (nats.getStatus() != Connection.Status.CLOSED) {
                nats.closeDispatcher(d);
            }
        } catch (IllegalStateException | IllegalArgumentException e) {
            // closed
        }
    }

    /**
     * Runs {@code f} with the interrupt flag cleared, and sets it again. The client's queue drops a
     * message silently when the thread that queues it is interrupted.
     */
    static <V> V uninterrupted(java.util.function.Supplier<V> f) {
        boolean interrupted = Thread.interrupted();
        try {
            return f.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns the headers of {@code m}, each with its first value. */
    static Map<String, String> headers(Message m) {
        Map<String, String> all = new TreeMap<>();
        if (m.hasHeaders()) {
            m.getHeaders().forEach((k, v) -> all.put(k, v.getFirst()));
        }
        return all;
    }

    static byte[] bytes(String s) {
        return s.getBytes(StandardCharsets.UTF_8);
    }
}
