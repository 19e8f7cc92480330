package dev.jopher.nats;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.Go;
import dev.jopher.ReceiveChannel;
import io.nats.client.Connection;
import io.nats.client.Options;

/**
 * A channel between machines whose values are delivered <em>at least once</em>: a value may come
 * again, in another process too, and no order is promised. A NATS server keeps the values.
 *
 * {@snippet :
 * var jobs = RemoteChannel.open(nats, "jobs", 1_000, Codec.strings());
 * jobs.send(ctx, "resize 17.png"); // returns when the server has stored it
 *
 * for (var d : jobs.receivers(4)) { // in this process or any other
 *     try (d) {
 *         work(d.value());
 *         d.accept();
 *     }
 * }
 * }
 *
 * <p>It is no {@link Channel}: a send does not wait for a receiver, there is no {@code len}, and
 * what may fail does. A broken connection is not a closed channel: operations wait until it is
 * back, under their context, and a dump shows them as {@code remote send jobs (disconnected 12 s)}.
 * They never count as deadlocked.
 *
 * <p>Any number of processes may open a channel, and any number of goroutines may use it.
 *
 * @param <T> the type of the values
 */
public final class RemoteChannel<T> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final long MOST_OUT = 1_000_000;

    private final String name;
    private final Codec<T> codec;
    private final Engine engine;
    private final RemoteOptions options;
    private final Sender sender;
    private final Rejections rejections;
    private final Answers answers;

    /** Whether a leave ends the engine too: the channel of rejected values shares it. */
    private final boolean ownsEngine;

    private final Set<Feed<T>> feeds = ConcurrentHashMap.newKeySet();
    private volatile boolean left;

    private RemoteChannel(String name, Codec<T> codec, Engine engine, RemoteOptions options) {
        this(name, codec, engine, options, true);
    }

    private RemoteChannel(String name, Codec<T> codec, Engine engine, RemoteOptions options,
            boolean ownsEngine) {
        this.name = name;
        this.codec = codec;
        this.engine = engine;
        this.options = options;
        this.ownsEngine = ownsEngine;
        sender = new Sender(name, engine, options);
        rejections = new Rejections(name, engine, options);
        answers = new Answers(name, engine);
    }

    // ---- open -----------------------------------------------------------------------------------

    /**
     * Connects to NATS servers, with settings that suit remote channels: one try at first, and then
     * a new try about each 250 ms for as long as a connection is broken.
     *
     * @param servers addresses: {@code nats://localhost:4222}
     * @throws RemoteChannelException if there is no connection; one line says why
     */
    @CheckReturnValue
    public static Connection connect(String... servers) {
        return Connecting.connect(Connecting.options().servers(servers).build());
    }

    /**
     * Connects as {@code Nats.connect} does, with options of your own: TLS, credentials, tokens.
     *
     * @throws RemoteChannelException if there is no connection; one line says why
     */
    @CheckReturnValue
    public static Connection connect(Options options) {
        return Connecting.connect(options);
    }

    /**
     * Opens a channel with default options.
     *
     * @see #open(Connection, String, int, Codec, RemoteOptions)
     */
    @CheckReturnValue
    public static <T> RemoteChannel<T> open(Connection nats, String name, int capacity,
            Codec<T> codec) {
        return open(nats, name, capacity, codec, RemoteOptions.defaults());
    }

    /**
     * Opens a channel, and makes it on the server unless it is there. Waits for the server.
     *
     * @param nats the connection; the channel never closes it
     * @param name letters, digits, {@code -} and {@code _}
     * @param capacity how many values the server keeps, at least 1; then a send waits
     * @throws RemoteChannelException if the server does not answer, refuses, or has the channel
     *     with other settings
     */
    @CheckReturnValue
    public static <T> RemoteChannel<T> open(Connection nats, String name, int capacity,
            Codec<T> codec, RemoteOptions options) {
        check(name, capacity);
        JetStreamEngine engine = JetStreamEngine.open(nats, StreamNames.of(name), capacity,
                options);
        return new RemoteChannel<>(name, codec, engine, options);
    }

    /**
     * Opens a channel that lives in the memory of this process, with the same contract: for tests,
     * and for programs that run on one machine.
     */
    @CheckReturnValue
    public static <T> RemoteChannel<T> local(String name, int capacity, Codec<T> codec) {
        return local(new LocalServer(), name, capacity, codec, RemoteOptions.defaults());
    }

    /**
     * Opens a channel of {@code server}. Two channels of one name are two processes that share it.
     *
     * @throws RemoteChannelException if the server has the channel with another capacity
     */
    @CheckReturnValue
    public static <T> RemoteChannel<T> local(LocalServer server, String name, int capacity,
            Codec<T> codec, RemoteOptions options) {
        check(name, capacity);
        return new RemoteChannel<>(name, codec, server.engine(name, capacity, options), options);
    }

    private static void check(String name, int capacity) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name
                    + "\" is no name of a channel: 1 to 64 letters, digits, - and _");
        }
        if (capacity < 1) {
            throw new IllegalArgumentException(
                    "capacity is " + capacity + ": a remote channel keeps at least 1 value");
        }
    }

    // ---- use ------------------------------------------------------------------------------------

    /**
     * Sends a value.
     *
     * @see #send(Context, Object)
     */
    public void send(T value) {
        send(Context.background(), value);
    }

    /**
     * Sends a value: returns when the server has stored it. Waits while the channel is full, and
     * while there is no connection.
     *
     * @throws dev.jopher.ContextException if {@code ctx} is done; nothing was stored
     * @throws dev.jopher.UncheckedInterruptedException if interrupted; nothing was stored
     * @throws dev.jopher.ChannelClosedException if the channel is closed; nothing was stored
     * @throws RemoteChannelException if the value cannot be encoded, is too large or refused, or if
     *     the connection is closed; nothing was stored
     * @throws MaybeStoredException if one of these ended the wait, and the value may be stored
     */
    public void send(Context ctx, T value) {
        checkNotLeft();
        sender.send(ctx, sender.envelope(value, codec, null));
    }

    /**
     * Returns a channel of deliveries for {@code n} goroutines.
     *
     * @see #receivers(Context, int)
     */
    @CheckReturnValue
    public ReceiveChannel<Delivery<T>> receivers(int n) {
        return receivers(Context.background(), n);
    }

    /**
     * Returns a channel of deliveries, for a loop or a select. At most {@code n} of them are out at
     * once (more with {@link RemoteOptions#prefetch}): the next one comes when one of them is
     * settled. So {@code n} is the number of goroutines that receive from it.
     *
     * <p>It is closed when the remote channel is closed and each of its values is settled, and when
     * {@code ctx} is done. Then what has not been received is released for others.
     */
    @CheckReturnValue
    public ReceiveChannel<Delivery<T>> receivers(Context ctx, int n) {
        checkNotLeft();
        if (n < 1) {
            throw new IllegalArgumentException("receivers(" + n + "): at least one");
        }
        long limit = n * (1L + options.prefetch());
        if (limit > MOST_OUT) {
            throw new IllegalArgumentException("receivers(" + n + ") with prefetch "
                    + options.prefetch() + ": " + limit + " values, at most " + MOST_OUT);
        }
        Feed<T> feed = new Feed<>(this, engine, options, ctx, (int) limit);
        feeds.add(feed);
        if (left) {
            feed.stop(); // a leave in between has not seen it
        }
        Go.go("remote receive " + name, feed::run);
        return feed.out();
    }

    /**
     * Sends a request and returns the answer that its receiver gives with {@link Delivery#reply}.
     * The request is delivered at least once, as each value; the first answer counts.
     *
     * <p>Give {@code ctx} a deadline. A receiver that answers sends the answer for up to 10 s and
     * then accepts the request. If the caller had no connection all that time, no answer comes.
     *
     * @throws RemoteChannelException if the request was rejected, or its answer is not decoded
     * @throws MaybeStoredException if {@code ctx}, an interrupt or the end of the connection ended
     *     the wait
     */
    public <R> R call(Context ctx, T request, Codec<R> codecOfAnswer) {
        checkNotLeft();
        Channel<Engine.Reply> answer = new Channel<>(1);
        try (Engine.ReplyBox box = engine.replyBox(answer::trySend)) {
            Envelope e = sender.envelope(request, codec, box.address());
            sender.send(ctx, e);
            return answers.decode(answers.await(ctx, e, answer), codecOfAnswer);
        }
    }

    // ---- the end --------------------------------------------------------------------------------

    /**
     * Closes the channel in all processes. Sends fail from now on. Receivers get what is left, and
     * when each value is settled, their loops end. Waits for the server; closing again is allowed.
     */
    public void close() {
        close(Context.background());
    }

    /**
     * Closes the channel as {@link #close()} does, and waits no longer than {@code ctx} allows.
     *
     * @throws dev.jopher.ContextException if {@code ctx} ended the wait: the channel may be closed
     * @throws RemoteChannelException if the connection is closed, or the server refuses
     */
    public void close(Context ctx) {
        try (var _ = Go.outsideWait(() -> Waits.text("close", name, engine))) {
            Backoff backoff = new Backoff(Duration.ofMillis(10), Duration.ofMillis(500));
            for (;;) {
                dev.jopher.ContextException.throwIfDone(ctx);
                if (engine.isEnded()) {
                    throw new RemoteChannelException(
                            "the connection of channel " + name + " is closed");
                }
                if (engine.isConnected() && Waits.await(ctx, closeLater())) {
                    break;
                }
                Go.sleep(ctx, backoff.next());
            }
        }
        feeds.forEach(Feed::closeSeen);
    }

    /** Starts a close, which may wait for seconds; completes with whether the server has it. */
    private CompletableFuture<Boolean> closeLater() {
        CompletableFuture<Boolean> later = new CompletableFuture<>();
        Go.go("remote close " + name, Go.detached(() -> {
            try {
                engine.closeChannel();
                later.complete(true);
            } catch (Unreachable e) {
                later.complete(false);
            } catch (Throwable e) {
                later.completeExceptionally(e);
            }
        }));
        return later;
    }

    /**
     * Ends the use of the channel by this process, without closing it: the receivers' loops end,
     * and what they have not received is released. The connection stays open. Does not wait.
     */
    public void leave() {
        left = true;
        feeds.forEach(Feed::stop);
        if (ownsEngine) {
            engine.leave();
        }
    }

    /**
     * Returns the channel of the values that were rejected: by {@link Delivery#reject}, because
     * they came {@link RemoteOptions#maxAttempts} times, or because they could not be decoded. It
     * has the same capacity and is never closed. What is rejected there comes back after a while.
     */
    @CheckReturnValue
    public RemoteChannel<T> rejected() {
        RemoteOptions forever = options.maxAttempts(Integer.MAX_VALUE);
        return new RemoteChannel<>(name + ".rejected", codec, engine.rejected(), forever, false);
    }

    /**
     * Deletes a channel on the server, its rejected values, and all that they hold.
     *
     * @throws RemoteChannelException if the server does not answer, or refuses
     */
    public static void delete(Connection nats, String name) {
        check(name, 1);
        JetStreamEngine.delete(nats, StreamNames.of(name));
    }

    // ---- for feeds ------------------------------------------------------------------------------

    String name() {
        return name;
    }

    Codec<T> codec() {
        return codec;
    }

    Engine engine() {
        return engine;
    }

    Rejections rejections() {
        return rejections;
    }

    Answers answers() {
        return answers;
    }

    void forget(Feed<T> feed) {
        feeds.remove(feed);
    }

    private void checkNotLeft() {
        if (left) {
            throw new IllegalStateException("this process has left channel " + name);
        }
    }

    /** Returns {@code "remote channel jobs"}. */
    @Override
    public String toString() {
        return "remote channel " + name;
    }
}
