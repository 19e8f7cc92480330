package dev.jopher.nats;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.jopher.Go;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.Message;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.PublishAck;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import io.nats.client.api.StreamInfoOptions;
import org.jspecify.annotations.Nullable;

/**
 * The stream of a channel: made, compared, closed, asked.
 *
 * <p>How a close loses no value. A marker next to the stream would not do: a sender that has read
 * "open" may store its value after the receivers have seen "closed, and empty". So the stream
 * itself refuses, in three steps that anyone may repeat:
 *
 * <ol>
 * <li>It no longer listens to the subject of values, but to that of the barrier. Values that it had
 * accepted before may still be in its queue.
 * <li>A barrier is stored. It went through the same queue, so all those values are stored too.
 * <li>It is marked closed. From here on, "no value left" is final.
 * </ol>
 *
 * <p>A receiver that gets a barrier acknowledges it. If a closer dies between two steps, a receiver
 * that sees a close half done does the rest.
 */
final class StreamSetup {
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final String STATE = "jopher.state";
    private static final String CAPACITY = "jopher.capacity";
    private static final String CLOSING = "closing";
    private static final String CLOSED = "closed";
    private static final int STREAM_NOT_FOUND = 10059;
    private static final int CONSUMER_NOT_FOUND = 10014;
    private static final int NAME_IN_USE = 10058;

    private final Connection nats;
    private final StreamNames names;
    private final int capacity;
    private final RemoteOptions options;
    private final JetStreamManagement jsm;

    StreamSetup(Connection nats, StreamNames names, int capacity, RemoteOptions options) {
        this.nats = nats;
        this.names = names;
        this.capacity = capacity;
        this.options = options;
        jsm = management(nats);
    }

    int capacity() {
        return capacity;
    }

    private static JetStreamManagement management(Connection nats) {
        try {
            return nats.jetStreamManagement(
                    JetStreamOptions.builder().requestTimeout(ANSWER).build());
        } catch (IOException e) {
            throw new Unreachable("no JetStream: " + e.getMessage(), e);
        }
    }

    /** An operation of the client's. */
    private interface Call<V> {
        V run() throws IOException, JetStreamApiException;
    }

    /** Runs {@code call}, and turns its exceptions into ours. */
    private <V> V ask(String what, Call<V> call) {
        try {
            return call.run();
        } catch (JetStreamApiException e) {
            String text = "the NATS server does not " + what + " channel " + names.label() + ": "
                    + e.getErrorDescription();
            throw e.getErrorCode() == 503 ? new Unreachable(text, e)
                    : new RemoteChannelException(text, e);
        } catch (IOException | IllegalStateException e) {
            throw new Unreachable("the NATS server at " + nats.getServers()
                    + " does not answer for channel " + names.label()
                    + "; is JetStream on (-js), and this user allowed to use it?", e);
        }
    }

    // ---- open -----------------------------------------------------------------------------------

    void ensure() {
        StreamInfo info =
                find("open", StreamInfoOptions.builder().build()).orElseGet(this::create);
        compare(info.getConfiguration());
        var _ = ensureConsumer();
    }

    private Optional<StreamInfo> find(String what, StreamInfoOptions options) {
        return ask(what, () -> {
            try {
                return Optional.of(jsm.getStreamInfo(names.stream(), options));
            } catch (JetStreamApiException e) {
                if (e.getApiErrorCode() == STREAM_NOT_FOUND) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private StreamInfo create() {
        StreamConfiguration wanted = StreamConfiguration.builder().name(names.stream())
                .subjects(names.values()).retentionPolicy(RetentionPolicy.WorkQueue)
                .discardPolicy(DiscardPolicy.New).maxMessages(capacity).replicas(options.replicas())
                .storageType(storage()).duplicateWindow(options.dedupWindow())
                .metadata(Map.of(CAPACITY, Integer.toString(capacity))).build();
        return ask("make", () -> {
            try {
                return jsm.addStream(wanted);
            } catch (JetStreamApiException e) {
                if (e.getApiErrorCode() == NAME_IN_USE) { // another process was faster
                    return jsm.getStreamInfo(names.stream());
                }
                throw e;
            }
        });
    }

    private StorageType storage() {
        return options.isInMemory() ? StorageType.Memory : StorageType.File;
    }

    private void compare(StreamConfiguration found) {
        Differences d = new Differences();
        d.check("retention", found.getRetentionPolicy(), RetentionPolicy.WorkQueue);
        d.check("discard", found.getDiscardPolicy(), DiscardPolicy.New);
        d.check("capacity", metadata(found).get(CAPACITY), Integer.toString(capacity));
        d.check("storage", found.getStorageType(), storage());
        d.check("replicas", found.getReplicas(), options.replicas());
        d.check("dedupWindow", found.getDuplicateWindow(), options.dedupWindow());
        if (metadata(found).get(STATE) == null) {
            d.check("subjects", found.getSubjects(), List.of(names.values()));
            d.check("max_msgs", found.getMaxMsgs(), (long) capacity);
        }
        d.throwIfAny();
    }

    private static Map<String, String> metadata(StreamConfiguration c) {
        Map<String, String> m = c.getMetadata();
        return m == null ? Map.of() : m;
    }

    /** Makes the consumer unless it is there; returns whether it was not. */
    boolean ensureConsumer() {
        boolean[] made = {false};
        long pending = options.isOrdered() ? 1 : -1;
        ConsumerConfiguration wanted = ConsumerConfiguration.builder().durable(StreamNames.CONSUMER)
                .ackPolicy(AckPolicy.Explicit).deliverPolicy(DeliverPolicy.All)
                .ackWait(options.ackWait()).maxAckPending(pending).maxDeliver(-1)
                .maxPullWaiting(10_000).build();
        ConsumerConfiguration found = ask("open the receivers of", () -> {
            try {
                return jsm.getConsumerInfo(names.stream(), StreamNames.CONSUMER)
                        .getConsumerConfiguration();
            } catch (JetStreamApiException e) {
                if (e.getApiErrorCode() != CONSUMER_NOT_FOUND) {
                    throw e;
                }
                made[0] = true;
                return jsm.addOrUpdateConsumer(names.stream(), wanted).getConsumerConfiguration();
            }
        });
        Differences d = new Differences();
        d.check("ackWait", found.getAckWait(), options.ackWait());
        d.check("ordered", found.getMaxAckPending() == 1, options.isOrdered());
        d.throwIfAny();
        return made[0];
    }

    /** What the server has, and this process asks for otherwise. */
    private final class Differences {
        private final List<String> all = new ArrayList<>();

        void check(String what, @Nullable Object found, Object wanted) {
            if (!Objects.equals(found, wanted)) {
                all.add(what + " " + found + ", not " + wanted);
            }
        }

        void throwIfAny() {
            if (!all.isEmpty()) {
                throw new RemoteChannelException("channel " + names.label()
                        + " is on the server with " + String.join("; ", all));
            }
        }
    }

    // ---- close ----------------------------------------------------------------------------------

    Engine.State state() {
        StreamInfo info = find("report on", StreamInfoOptions.filterSubjects(names.values()))
                .orElse(null);
        if (info == null) {
            return Engine.State.GONE;
        }
        String state = metadata(info.getConfiguration()).get(STATE);
        if (state == null) {
            return Engine.State.OPEN;
        }
        if (!state.equals(CLOSED)) {
            return Engine.State.CLOSING;
        }
        Long left = info.getStreamState().getSubjectMap().get(names.values());
        return left == null || left == 0 ? Engine.State.DRAINED : Engine.State.DRAINING;
    }

    /** Returns the state, asked for by a goroutine; completes with null if there is no answer. */
    CompletableFuture<Engine.State> stateLater() {
        CompletableFuture<Engine.State> later = new CompletableFuture<>();
        Go.go("remote state " + names.label(), Go.detached(() -> {
            Engine.State state = null;
            try {
                state = state();
            } catch (RemoteChannelException e) {
                // no answer: later
            } finally {
                later.complete(state);
            }
        }));
        return later;
    }

    void close() {
        ask("close", () -> {
            StreamConfiguration c = jsm.getStreamInfo(names.stream()).getConfiguration();
            String state = metadata(c).get(STATE);
            if (state == null) {
                c = jsm.updateStream(marked(StreamConfiguration.builder(c)
                        .subjects(names.barrier()).maxMessages(-1), c, CLOSING))
                        .getConfiguration();
            }
            if (!CLOSED.equals(state)) {
                barrier();
                jsm.updateStream(marked(StreamConfiguration.builder(c), c, CLOSED));
            }
            return true;
        });
    }

    private static StreamConfiguration marked(StreamConfiguration.Builder b,
            StreamConfiguration c, String state) {
        Map<String, String> m = new HashMap<>(metadata(c));
        m.keySet().removeIf(k -> k.startsWith("_nats"));
        m.put(STATE, state);
        return b.metadata(m).build();
    }

    private void barrier() throws IOException, JetStreamApiException {
        try {
            Message answer = nats.requestWithTimeout(names.barrier(), new byte[0], ANSWER)
                    .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            new PublishAck(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException
                | java.util.concurrent.CancellationException e) {
            throw new IOException("no answer", e);
        }
    }

    static void delete(Connection nats, StreamNames names) {
        StreamSetup setup = new StreamSetup(nats, names, 1, RemoteOptions.defaults());
        setup.ask("delete", () -> {
            try {
                return setup.jsm.deleteStream(names.stream());
            } catch (JetStreamApiException e) {
                if (e.getApiErrorCode() == STREAM_NOT_FOUND) {
                    return false;
                }
                throw e;
            }
        });
    }
}
