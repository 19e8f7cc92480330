package dev.jopher.nats;

import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onTimeout;

import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.Channel;
import dev.jopher.ChannelClosedException;
import dev.jopher.Context;
import dev.jopher.Go;
import dev.jopher.ReceiveChannel;
import dev.jopher.Unit;

/**
 * Brings values of the engine into a local channel, and keeps them renewed.
 *
 * <p>A value goes from the client's thread straight into {@link #out}, which has room: the thread
 * never waits. All else is done by one goroutine, {@link #run}, which a token in {@link #kick}
 * wakes: it asks for values, renews, and sees the end.
 *
 * <p>The credit. {@link #committed} is the number of values that were asked for and have not come,
 * plus those that have come and are not settled. It is at most {@link #limit} when values are asked
 * for. An arrival only moves a unit from {@link #asked} to its delivery, so {@code committed}
 * changes in three places: a request adds its batch, the end of a request takes off what does not
 * come, a settled delivery takes off one. A delivery whose time runs out in {@link #out} keeps its
 * unit until it is taken from there, so a feed from which no goroutine receives stops to ask. A
 * value of a request that was given up (it was on its way when the connection broke) adds one by
 * itself; {@code out} has room for twice the limit.
 *
 * <p>No receiver starves: while units are free and nothing is asked for, the goroutine asks. It is
 * woken after whatever can make that true: a settled delivery, the last value asked for, the end of
 * a request.
 */
final class Feed<T> implements Engine.Sink {
    private static final System.Logger LOG = System.getLogger("dev.jopher.nats");
    private static final Duration REJECT_RETRY = Duration.ofSeconds(5);
    private static final Duration REFUSED = Duration.ofMillis(100);

    private final RemoteChannel<T> channel;
    private final Engine engine;
    private final RemoteOptions options;
    private final Context ctx;
    private final int limit;
    private final Channel<Delivery<T>> out;
    private final Channel<Unit> kick = new Channel<>(1);
    private final AtomicInteger committed = new AtomicInteger();
    private final Asked asked = new Asked();
    private final Set<Delivery<T>> held = ConcurrentHashMap.newKeySet();
    private final Queue<Unfit> unfit = new ConcurrentLinkedQueue<>();
    private final Engine.Inlet inlet;
    private final Closing closing;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile boolean linkChanged;

    /** A server that refuses a request does so at once: the next one waits until then. */
    private volatile long notBefore = System.nanoTime();
    private long pullNumber;
    private long renewedAt = System.nanoTime();

    /** A value that is not handed out, and why. */
    private record Unfit(Incoming value, String why) {}

    Feed(RemoteChannel<T> channel, Engine engine, RemoteOptions options, Context ctx, int limit) {
        this.channel = channel;
        this.engine = engine;
        this.options = options;
        this.ctx = ctx;
        this.limit = limit;
        out = new Channel<>(Math.multiplyExact(limit, 2));
        closing = new Closing(engine, channel.name(), this::wake);
        inlet = engine.subscribe(this);
    }

    String name() {
        return channel.name();
    }

    ReceiveChannel<Delivery<T>> out() {
        return out;
    }

    /** Runs until the channel is drained, or until it was stopped and all is settled. */
    void run() {
        try (var _ = Go.outsideWait(() -> Waits.text("receive", name(), engine))) {
            while (!step()) {
                ReceiveChannel<Unit> end = stopped ? ReceiveChannel.never() : ctx.done();
                Go.select(onReceive(kick), onReceive(end), onTimeout(pause()));
            }
        } finally {
            stop();
            channel.forget(this);
        }
    }

    /** Does what is due; returns whether the end has come. */
    private boolean step() {
        if (!stopped && (ctx.err() != null || engine.isEnded() || closing.isDrained())) {
            stop();
        }
        moveUnfit();
        renew();
        if (stopped) {
            return held.isEmpty() || engine.isEnded();
        }
        dropLostRequests();
        closing.look();
        pull();
        return false;
    }

    /** Ends the receivers' loops: what lies in the buffer is for others. */
    void stop() {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        stopped = true;
        if (engine.isEnded()) {
            LOG.log(System.Logger.Level.WARNING, "channel " + name()
                    + ": its connection was closed, so its receivers end; values may be left");
        }
        out.close();
        inlet.close();
        releaseBuffered();
        wake();
    }

    private void wake() {
        kick.trySend(Go.UNIT);
    }

    private Duration pause() {
        Duration renewal = options.ackWait().dividedBy(6);
        Duration usual =
                Waits.shorter(Waits.shorter(renewal, options.heartbeat()), closing.pause());
        return notBefore - System.nanoTime() > 0 ? Waits.shorter(usual, REFUSED) : usual;
    }

    // ---- asking for values ----------------------------------------------------------------------

    private void pull() {
        int free = limit - committed.get();
        if (free <= 0 || !asked.isNone() && free < (limit + 1) / 2 || !engine.isConnected()
                || notBefore - System.nanoTime() > 0) {
            return;
        }
        committed.addAndGet(free);
        asked.add(++pullNumber, free);
        inlet.pull(pullNumber, free);
    }

    /** Forgets requests that the server does not have: after a reconnect, or after a silence. */
    private void dropLostRequests() {
        long patience = engine.patience().toNanos();
        if (linkChanged || patience > 0 && !asked.isNone() && asked.silentNanos() > patience) {
            linkChanged = false;
            committed.addAndGet(-asked.endAll());
        }
    }

    @Override
    public void ended(long pull, int missing) {
        if (missing < 0) {
            notBefore = System.nanoTime() + REFUSED.toNanos();
            closing.refused();
        }
        committed.addAndGet(-asked.end(pull, missing));
        wake();
    }

    @Override
    public void heard() {
        asked.heard();
    }

    @Override
    public void skipped() {
        if (asked.take()) {
            freed();
        }
    }

    @Override
    public void linkChanged() {
        linkChanged = true;
        closing.suspect();
        wake();
    }

    @Override
    public void closeSeen() {
        closing.suspect();
        wake();
    }

    // ---- values ---------------------------------------------------------------------------------

    @Override
    public void arrived(Incoming value) {
        if (!asked.take()) {
            committed.incrementAndGet();
        } else if (asked.isNone()) {
            wake();
        }
        if (stopped) {
            value.nak(Duration.ZERO);
            freed();
        } else if (value.attempt() > options.maxAttempts()) {
            unfit.add(new Unfit(value, "delivered " + (value.attempt() - 1) + " times"));
            wake();
        } else {
            handOut(value);
        }
    }

    private void handOut(Incoming value) {
        T decoded;
        try {
            decoded = channel.codec().decode(value.body());
        } catch (Throwable e) { // an error too: the value has to go somewhere
            unfit.add(new Unfit(value, "cannot be decoded: " + e));
            wake();
            return;
        }
        Delivery<T> d = new Delivery<>(this, value, decoded);
        held.add(d);
        try {
            if (!out.trySend(d)) {
                d.release(options.ackWait()); // at once, it might come here again
            } else if (stopped) {
                releaseBuffered();
            }
        } catch (ChannelClosedException e) { // stopped in between
            d.release();
        }
    }

    /** Releases what is in the buffer; a stop may empty it just before a last value comes. */
    private void releaseBuffered() {
        for (Delivery<T> d = out.tryReceive(); d != null; d = out.tryReceive()) {
            d.release();
        }
    }

    /** Frees the place of a delivery; each one calls it once. */
    void settled(Delivery<T> d) {
        held.remove(d);
        freed();
    }

    /** Forgets a delivery whose place is not free yet. */
    void expired(Delivery<T> d) {
        held.remove(d);
    }

    private void freed() {
        int free = limit - committed.decrementAndGet();
        if (asked.isNone() || free >= (limit + 1) / 2 || stopped) {
            wake();
        }
    }

    private void renew() {
        long now = System.nanoTime();
        if (!engine.isConnected() // the client would keep it all
                || !linkChanged && now - renewedAt < options.ackWait().dividedBy(3).toNanos()) {
            return;
        }
        renewedAt = now;
        for (Delivery<T> d : held) {
            if (d.heldNanos(now) < options.maxHold().toNanos() || !d.expire()) {
                d.progress(); // also while it is being rejected
            } else {
                LOG.log(System.Logger.Level.WARNING, d + " was not settled in "
                        + options.maxHold().toSeconds() + " s and is released");
            }
        }
    }

    // ---- values that are not handed out ---------------------------------------------------------

    /** Starts a goroutine for each of these values, because storing one waits; they are rare. */
    private void moveUnfit() {
        for (Unfit u = unfit.poll(); u != null; u = unfit.poll()) {
            Go.go(this::move, u);
        }
    }

    private void move(Unfit u) {
        Duration patience = Waits.shorter(options.ackWait().dividedBy(2), REJECT_RETRY);
        try (var with = Context.background().withTimeout(patience)) {
            moveToRejected(with, u.value(), u.why());
            LOG.log(System.Logger.Level.WARNING, "channel " + name() + ": value " + u.value().id()
                    + " was rejected: " + u.why());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "channel " + name() + ": value " + u.value().id()
                    + " stays, because it cannot be rejected: " + e.getMessage());
            u.value().nak(retry());
        } finally {
            freed();
        }
    }

    private Duration retry() {
        return Waits.shorter(options.ackWait(), REJECT_RETRY);
    }

    /**
     * Stores first, then ends the value here: a crash in between makes a duplicate, no loss. A
     * value of a channel of rejected ones is there already, and only comes again.
     */
    void moveToRejected(Context with, Incoming value, String why) {
        if (channel.rejections().isHere()) {
            value.nak(retry());
            return;
        }
        String text = HeaderText.of(why);
        channel.rejections().store(with, value, text);
        value.term();
        String to = value.headers().get(Envelope.REPLY_TO);
        if (to != null) {
            channel.answers().fail(to, text);
        }
    }

    <R> boolean reply(Incoming value, R answer, Codec<R> codec) {
        String to = value.headers().get(Envelope.REPLY_TO);
        return to != null && channel.answers().send(to, answer, codec);
    }
}
