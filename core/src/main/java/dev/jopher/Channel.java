package dev.jopher;

import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Operation;
import dev.jopher.internal.goroutine.Probe;
import dev.jopher.internal.goroutine.WaitQueue;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.goroutine.Waiter;
import dev.jopher.internal.program.Rehearsal;
import dev.jopher.internal.track.Trace;
import org.jspecify.annotations.Nullable;

/**
 * A typed conduit through which goroutines synchronise and hand values to one another: Go's {@code
 * chan T}. Any thread may use it, goroutine or not, virtual or platform.
 *
 * {@snippet :
 * var c = new Channel<String>();      // unbuffered: sender and receiver meet
 * go(() -> c.send("hello"));
 * IO.println(c.receive());
 * }
 *
 * <p>Values come out in the order in which they went in; the longest waiter is served first. Two
 * channels are equal only if they are the same.
 *
 * @param <T> the type of the values that it carries; never null
 */
public final class Channel<T> extends ChannelState<T> implements SendChannel<T>, ReceiveChannel<T> {
    private static final Channel<?> NEVER = new Channel<>(0, null);

    /** Makes an unbuffered channel: a send waits for its receive. */
    public Channel() {
        this(0, null);
        Rehearsal.once();
    }

    /**
     * Makes a channel with a buffer. Sends wait only while it is full, receives only while it is
     * empty.
     *
     * @param capacity how many values the buffer holds; 0 for an unbuffered channel
     * @throws IllegalArgumentException "makechan: size out of range", if negative or more than an
     *     array holds
     */
    public Channel(int capacity) {
        this(capacity, null);
        Rehearsal.once();
    }

    /** Makes the channel of a timer. */
    Channel(int capacity, @Nullable ChannelTimer timer) {
        super(capacity, timer);
    }

    private Channel(CancelContext of) {
        super(of);
    }

    static Channel<Unit> doneOf(CancelContext context) {
        return new Channel<>(context);
    }

    /**
     * Returns the nil channel, for places that need an object. Sends and receives on it wait
     * forever, its case in a select never happens, and it cannot be closed.
     */
    @SuppressWarnings("unchecked")
    @CheckReturnValue
    public static <T> Channel<T> never() {
        return (Channel<T>) NEVER;
    }

    // ---- send -----------------------------------------------------------------------------------

    @Override
    public void send(T value) {
        Objects.requireNonNull(value, "a channel carries no null");
        if (!offer(value, null)) {
            sendWaiting(value);
        }
    }

    @Override
    public void send(Context ctx, T value) {
        Objects.requireNonNull(value, "a channel carries no null");
        ContextException.throwIfDone(ctx);
        if (!offer(value, null) && Select.of(new SendCase<>(this, value, null), ctx.done()) != 0) {
            throw ContextException.of(ctx);
        }
    }

    @Override
    public boolean trySend(T value) {
        return offer(Objects.requireNonNull(value, "a channel carries no null"), null);
    }

    @Override
    public boolean trySend(T value, Duration d) {
        return trySend(value) || Select.within(d, new SendCase<>(this, value, null));
    }

    /** Sends now. If that is impossible, enqueues {@code w}, if given, and returns false. */
    private boolean offer(T value, @Nullable Waiter w) {
        if (Trace.ON) {
            trace().used(Trace.Act.SEND);
        }
        if (w == null && seemsFull()) {
            return false;
        }
        StackRoom.check();
        Waiter receiver;
        lock.lock();
        try {
            receiver = receivers.dequeue();
            if (!putLocked(value, receiver)) {
                if (w != null) {
                    enqueueLocked(w, true);
                }
                return false;
            }
        } finally {
            lock.unlock();
            if (RaceEvents.ON) {
                RaceEvents.report();
            }
        }
        if (receiver != null) {
            receiver.g.ready();
        }
        if (Probe.installed() != null) {
            record(Operation.SEND);
        }
        return true;
    }

    private void sendWaiting(T value) {
        if (this == NEVER) {
            Select.waitForever(WaitReason.CHAN_SEND_NIL, this);
        }
        Waiter w = new Waiter(G.current(), value);
        if (!offer(value, w)) {
            await(senders, w, WaitReason.CHAN_SEND);
            if (RaceEvents.ON) {
                RaceEvents.acquire(w);
            }
            if (!w.success) {
                throw new ChannelClosedException("send on closed channel");
            }
            if (Probe.installed() != null) {
                record(Operation.SEND);
            }
        }
    }

    // ---- receive --------------------------------------------------------------------------------

    @Override
    public @Nullable T receive() {
        Object v = poll(null);
        return v == EMPTY ? receiveWaiting() : valueOrNull(v);
    }

    @Override
    public @Nullable T receive(Context ctx) {
        ContextException.throwIfDone(ctx);
        Object v = poll(null);
        if (v != EMPTY) {
            return valueOrNull(v);
        }
        ReceiveCase<T> c = new ReceiveCase<>(this, null);
        if (Select.of(c, ctx.done()) != 0) {
            throw ContextException.of(ctx);
        }
        return c.value();
    }

    @Override
    public @Nullable T receive(Duration d) {
        Object v = poll(null);
        if (v != EMPTY) {
            return valueOrNull(v);
        }
        ReceiveCase<T> c = new ReceiveCase<>(this, null);
        if (!Select.within(d, c)) {
            throw new DeadlineExceededException((Throwable) null);
        }
        return c.value();
    }

    @Override
    public Received<T> receiveOk() {
        return received(receive());
    }

    @Override
    public Received<T> receiveOk(Context ctx) {
        return received(receive(ctx));
    }

    @Override
    public @Nullable T tryReceive() {
        Object v = poll(null);
        return v == EMPTY ? null : valueOrNull(v);
    }

    @Override
    public @Nullable T tryReceive(Duration d) {
        Object v = poll(null);
        if (v != EMPTY) {
            return valueOrNull(v);
        }
        ReceiveCase<T> c = new ReceiveCase<>(this, null);
        return Select.within(d, c) ? c.value() : null;
    }

    @Override
    public @Nullable Received<T> tryReceiveOk() {
        Object v = poll(null);
        return v == EMPTY ? null : received(valueOrNull(v));
    }

    private Received<T> received(@Nullable T v) {
        return v == null ? Received.closed() : new Received<>(v, true);
    }

    /** Receives now. If there is nothing, enqueues {@code w}, if given, and returns EMPTY. */
    private @Nullable Object poll(@Nullable Waiter w) {
        if (Trace.ON) {
            trace().used(Trace.Act.RECEIVE);
        }
        if (timer != null) {
            timer.fireIfDue();
        }
        if (w == null && seemsEmpty()) {
            return EMPTY;
        }
        StackRoom.check();
        Waiter sender;
        Object v;
        lock.lock();
        try {
            sender = senders.dequeue();
            v = takeLocked(sender);
            if (v == EMPTY && w != null) {
                enqueueLocked(w, false);
            }
        } finally {
            lock.unlock();
        }
        if (sender != null) {
            sender.g.ready();
        }
        if (Probe.installed() != null) {
            recordReceive(v);
        }
        return v;
    }

    @SuppressWarnings("unchecked")
    private @Nullable T receiveWaiting() {
        if (this == NEVER) {
            Select.waitForever(WaitReason.CHAN_RECEIVE_NIL, this);
        }
        Waiter w = new Waiter(G.current(), null);
        Object v = poll(w);
        if (v != EMPTY) {
            return valueOrNull(v);
        }
        try {
            await(receivers, w, WaitReason.CHAN_RECEIVE);
        } finally {
            receiverLeft();
        }
        if (RaceEvents.ON) {
            RaceEvents.acquire(w);
        }
        if (Probe.installed() != null) {
            recordReceive(w.success ? w.element : CLOSED);
        }
        return (T) w.element;
    }

    private void recordReceive(@Nullable Object v) {
        if (v != EMPTY) {
            record(v == CLOSED ? Operation.RECEIVE_CLOSED : Operation.RECEIVE);
        }
    }

    @Override
    public Iterator<T> iterator() {
        return new ChannelIterator<>(this);
    }

    // ---- waiting --------------------------------------------------------------------------------

    private void await(WaitQueue queue, Waiter w, WaitReason why) {
        try {
            if (w.g.parkInterruptibly(why, target())) {
                return;
            }
        } catch (Throwable e) {
            if (withdraw(queue, w)) {
                throw e;
            }
            w.g.awaitReady();
            return;
        }
        if (withdraw(queue, w)) {
            throw new UncheckedInterruptedException(why.toString());
        }
        w.g.park(why, target()); // a waker was faster than the interrupt
    }

    // ---- close and the rest ---------------------------------------------------------------------

    @Override
    public void close() {
        if (this == NEVER) {
            throw new IllegalStateException("close of nil channel");
        }
        WaitQueue.readyAll(markClosed());
        if (Probe.installed() != null) {
            record(Operation.CLOSE);
        }
    }

    @Override
    public int len() {
        if (timer != null) {
            return 0;
        }
        StackRoom.check();
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int cap() {
        return timer != null ? 0 : buffer.length;
    }

    /**
     * Shows its fill, as in {@code chan 3/10}, and whether it belongs to a timer, a ticker or a
     * context. Receives nothing.
     */
    @Override
    public String toString() {
        return this == NEVER ? "nil chan" : "chan " + len() + "/" + cap() + kindSuffix();
    }
}
