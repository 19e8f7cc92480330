package dev.jopher.nats;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.jopher.Context;
import dev.jopher.Func;
import dev.jopher.Leaks;
import dev.jopher.TrackedResource;
import org.jspecify.annotations.Nullable;

/**
 * A value of a {@link RemoteChannel}, delivered at least once: the same value, with the same {@link
 * #id}, may come again, here or in another process.
 *
 * <p>Each delivery is settled by one of {@link #accept}, {@link #release} and {@link #reject}.
 * Until then it counts against the limit of {@link RemoteChannel#receivers}, and it is renewed for
 * up to {@link RemoteOptions#maxHold}. {@code jopher run -leaks} reports what was never settled.
 *
 * {@snippet :
 * for (var d : jobs.receivers(4)) {
 *     try (d) { // released if an exception leaves the block
 *         work(d.value());
 *         d.accept();
 *     }
 * }
 * }
 *
 * <p>Methods may be called by any goroutine or thread.
 *
 * @param <T> the type of the value
 */
public final class Delivery<T> implements AutoCloseable {
    private enum State {
        HELD, REJECTING,
        /** Its time has run out in the buffer: given back, and its place is not free yet. */
        EXPIRED, SETTLED
    }

    private final Feed<T> feed;
    private final Incoming in;
    private final T value;
    private final AtomicReference<State> state = new AtomicReference<>(State.HELD);
    private final Object renewing = new Object();
    private volatile boolean read;
    private volatile long heldSince = System.nanoTime();

    /** Set when the value is read for the first time: the report names the line that did. */
    private final AtomicReference<@Nullable TrackedResource> tracked = new AtomicReference<>();

    Delivery(Feed<T> feed, Incoming in, T value) {
        this.feed = feed;
        this.in = in;
        this.value = value;
    }

    /** Returns the value, each time the same object. */
    public T value() {
        read = true;
        endExpired();
        if (tracked.get() == null && state.get() != State.SETTLED) {
            track();
        }
        return value;
    }

    private void track() {
        TrackedResource t = Leaks.track("a delivery of " + feed.name());
        if (!tracked.compareAndSet(null, t) || state.get() == State.SETTLED) {
            t.close(); // a settle that came in between has seen nothing to close
        }
    }

    /** Returns how often the value was delivered, from 1. Above 1, it may have been handled. */
    public long attempt() {
        return in.attempt();
    }

    /** Returns the value's id: the same one each time it is delivered, no other value's. */
    public String id() {
        return in.id();
    }

    /** Returns what the sender's {@link RemoteOptions#headers} gave. */
    public Map<String, String> headers() {
        Map<String, String> all = new TreeMap<>(in.headers());
        all.keySet().removeIf(k -> k.equals(Envelope.REPLY_TO) || k.startsWith("Nats-"));
        return Collections.unmodifiableMap(all);
    }

    /**
     * Settles it: the value is done and is not delivered again. Does not wait. The answer to the
     * server may get lost, and then the value comes once more.
     *
     * @return false if it was settled before, or released because its time had run out
     */
    @CanIgnoreReturnValue
    public boolean accept() {
        if (!state.compareAndSet(State.HELD, State.SETTLED)) {
            endExpired();
            return false;
        }
        try {
            in.ack();
        } finally {
            settled();
        }
        return true;
    }

    /** Settles it: the value is to be delivered again, at once. Does not wait. */
    @CanIgnoreReturnValue
    public boolean release() {
        return release(Duration.ZERO);
    }

    /**
     * Settles it: the value is to be delivered again, after {@code delay}. Does not wait.
     *
     * @return false if it was settled before
     */
    @CanIgnoreReturnValue
    public boolean release(Duration delay) {
        Duration d = delay.isNegative() ? Duration.ZERO
                : Waits.shorter(delay, RemoteOptions.LONGEST);
        if (!giveBack(State.SETTLED, d)) {
            endExpired();
            return false;
        }
        settled();
        return true;
    }

    /** Gives the value back. The lock keeps a late progress from taking that back. */
    private boolean giveBack(State next, Duration delay) {
        synchronized (renewing) {
            if (!state.compareAndSet(State.HELD, next)) {
                return false;
            }
            in.nak(delay);
            return true;
        }
    }

    /**
     * Gives the value back because its time has run out. If it was not read, it may lie in
     * the buffer, and its place is free when it is taken out. Else the next one would come, and the
     * one after it, and each would be given back until it is rejected.
     *
     * @return false if it is not held
     */
    boolean expire() {
        if (!giveBack(State.EXPIRED, Duration.ZERO)) {
            return false;
        }
        feed.expired(this);
        if (read) {
            endExpired();
        }
        return true;
    }

    private void endExpired() {
        if (state.get() == State.EXPIRED && state.compareAndSet(State.EXPIRED, State.SETTLED)) {
            settled();
        }
    }

    /**
     * Settles it: the value is not delivered again, and goes to {@link RemoteChannel#rejected}.
     * Waits until the server has stored it there. A call that waits for its answer fails.
     *
     * @return false if it was settled before
     */
    @CanIgnoreReturnValue
    public boolean reject(String why) {
        return reject(Context.background(), why);
    }

    /** Settles it as {@link #reject(String)} does; it stays unsettled if {@code ctx} ends first. */
    @CanIgnoreReturnValue
    public boolean reject(Context ctx, String why) {
        if (!state.compareAndSet(State.HELD, State.REJECTING)) {
            endExpired();
            return false;
        }
        boolean done = false;
        try {
            feed.moveToRejected(ctx, in, why);
            done = true;
        } finally {
            state.set(done ? State.SETTLED : State.HELD);
        }
        settled();
        return true;
    }

    /**
     * Answers a {@link RemoteChannel#call} and, when the caller has the answer or is gone, accepts.
     * Waits for that.
     *
     * @return whether the caller has got it; false if the value was not sent by a call
     */
    @CanIgnoreReturnValue
    public <R> boolean reply(R answer, Codec<R> codec) {
        boolean got = feed.reply(in, answer, codec);
        accept();
        return got;
    }

    /** Starts the time of {@link RemoteOptions#maxHold} anew. Does not wait. */
    public void renew() {
        heldSince = System.nanoTime();
        progress();
    }

    /**
     * Runs {@code f} and accepts; if an exception leaves {@code f}, releases.
     *
     * @throws Exception what {@code f} throws
     */
    public void handle(Func.Of1<? super T> f) throws Exception {
        try (this) {
            f.call(value());
            accept();
        }
    }

    /**
     * Releases it unless it is settled. Java does not say to a {@code close} whether an exception
     * leaves the block, so the block itself says {@code accept}.
     */
    @Override
    public void close() {
        release();
    }

    private void settled() {
        TrackedResource t = tracked.get();
        if (t != null) {
            t.close();
        }
        feed.settled(this);
    }

    /** Returns how long it is held, in nanoseconds. */
    long heldNanos(long now) {
        return now - heldSince;
    }

    /** Says to the server that it is still being worked on. */
    void progress() {
        synchronized (renewing) {
            State s = state.get();
            if (s == State.HELD || s == State.REJECTING) {
                in.progress();
            }
        }
    }

    /** Returns {@code "delivery 3k.1 of jobs (attempt 2)"}. */
    @Override
    public String toString() {
        return "delivery " + id() + " of " + feed.name() + " (attempt " + attempt() + ")";
    }
}
