package dev.jopher;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.runtime.G;
import dev.jopher.runtime.ShortLock;
import dev.jopher.runtime.WaitQueue;
import dev.jopher.runtime.WaitReason;
import dev.jopher.runtime.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * A typed conduit through which goroutines synchronise and hand values to one another: Go's {@code chan T}.
 * Any thread may use it, goroutine or not, virtual or platform.
 *
 * {@snippet :
 * var c = new Channel<String>();      // unbuffered: sender and receiver meet
 * go(() -> c.send("hello"));
 * IO.println(c.receive());
 * }
 *
 * <p>Values come out in the order in which they went in; who has waited longest is served first. Two
 * channels are equal only if they are the same.
 *
 * @param <T> what it carries; never null
 */
/*
 * One short lock guards a ring buffer and two queues of waiters. The invariants, whenever the lock is free:
 *
 *   - receivers wait only while the buffer is empty, no sender waits, and the channel is open;
 *   - senders wait only while the buffer is full, no receiver waits, and the channel is open.
 *
 * (A select whose case has happened elsewhere may still stand in a queue; it counts as nobody.) So a value
 * goes straight to the waiting receiver and never through the buffer; a receive from a full buffer takes its
 * head and moves the first waiting sender's value to its tail, which keeps the order. Who is served is
 * taken out of the queue under the lock and made ready after it is released.
 *
 * A lock with direct hand-off was measured against lock-free segment queues (Kotlin's and Jox's): ahead in
 * every row, and len, close and select's view of several channels at once are exact.
 */
public final class Channel<T> implements SendChannel<T>, ReceiveChannel<T> {
    private static final Object EMPTY = new Object();
    private static final Object CLOSED = new Object();
    private static final @Nullable Object[] NO_BUFFER = new @Nullable Object[0];

    /** The longest array that a JVM allocates. */
    private static final int MAX_CAPACITY = Integer.MAX_VALUE - 8;

    private static final Channel<?> NEVER = new Channel<>();

    private static final AtomicLong ORDERS = new AtomicLong();
    private static final VarHandle ORDER;

    static {
        try {
            ORDER = MethodHandles.lookup().findVarHandle(Channel.class, "order", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final ShortLock lock = new ShortLock();
    private final WaitQueue receivers = new WaitQueue();
    private final WaitQueue senders = new WaitQueue();
    private final @Nullable Object[] buffer;
    private int head;
    private int count;
    private boolean closed;

    /** Fills this channel when its time has come; null for all channels that users make. */
    private final @Nullable ChannelTimer timer;

    /** Its place in the order in which a select takes locks; 0 until it is in one. */
    @SuppressWarnings("unused") // through ORDER
    private volatile long order;

    /** Makes an unbuffered channel: a send waits for its receive. */
    public Channel() {
        this(0, null);
    }

    /**
     * Makes a channel with a buffer: sends wait only while it is full, receives only while it is empty.
     *
     * @param capacity how many values the buffer holds; 0 for an unbuffered channel
     * @throws IllegalArgumentException "makechan: size out of range", if negative or more than an array holds
     */
    public Channel(int capacity) {
        this(capacity, null);
    }

    Channel(int capacity, @Nullable ChannelTimer timer) {
        if (capacity < 0 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException("makechan: size out of range");
        }
        this.buffer = capacity == 0 ? NO_BUFFER : new @Nullable Object[capacity];
        this.timer = timer;
    }

    /**
     * The nil channel, where an object is needed: sends and receives wait for ever, a case of it in a select
     * never happens, it cannot be closed.
     */
    @SuppressWarnings("unchecked")
    @CheckReturnValue
    public static <T> Channel<T> never() {
        return (Channel<T>) NEVER;
    }

    // ---- send ----------------------------------------------------------------------------------------

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

    /** Sends now; if that is impossible, puts {@code w} into the queue, if it is given, and returns false. */
    private boolean offer(T value, @Nullable Waiter w) {
        Waiter receiver;
        lock.lock();
        try {
            receiver = receivers.dequeue();
            if (!putLocked(value, receiver)) {
                if (w != null) {
                    senders.enqueue(w);
                }
                return false;
            }
        } finally {
            lock.unlock();
        }
        if (receiver != null) {
            receiver.g.ready();
        }
        return true;
    }

    /** Hands {@code value} to {@code receiver} if there is one, else to the buffer if it has room. */
    private boolean putLocked(T value, @Nullable Waiter receiver) {
        if (receiver != null) {
            receiver.complete(value, true);
            return true;
        }
        if (closed) {
            throw new ChannelClosedException("send on closed channel");
        }
        if (count == buffer.length) {
            return false;
        }
        append(value);
        return true;
    }

    private void sendWaiting(T value) {
        if (this == NEVER) {
            Select.waitForEver(WaitReason.CHAN_SEND_NIL, this);
        }
        Waiter w = new Waiter(G.current(), value);
        if (!offer(value, w)) {
            await(senders, w, WaitReason.CHAN_SEND);
            if (!w.success) {
                throw new ChannelClosedException("send on closed channel");
            }
        }
    }

    // ---- receive -------------------------------------------------------------------------------------

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
    public @Nullable Received<T> tryReceiveOk() {
        Object v = poll(null);
        return v == EMPTY ? null : received(valueOrNull(v));
    }

    private Received<T> received(@Nullable T v) {
        return v == null ? Received.closed() : new Received<>(v, true);
    }

    @SuppressWarnings("unchecked")
    private @Nullable T valueOrNull(@Nullable Object v) {
        return v == CLOSED ? null : (T) v;
    }

    /** Receives now; if there is nothing, puts {@code w} into the queue, if it is given, and returns EMPTY. */
    private @Nullable Object poll(@Nullable Waiter w) {
        if (timer != null) {
            timer.fireIfDue();
        }
        Waiter sender;
        Object v;
        lock.lock();
        try {
            sender = senders.dequeue();
            v = takeLocked(sender);
            if (v == EMPTY && w != null) {
                enqueueReceiver(w);
            }
        } finally {
            lock.unlock();
        }
        if (sender != null) {
            sender.g.ready();
        }
        return v;
    }

    /** The head of the buffer, refilled by {@code sender}; else what the sender brings; else EMPTY or CLOSED. */
    private @Nullable Object takeLocked(@Nullable Waiter sender) {
        if (count == 0 && sender == null) {
            return closed ? CLOSED : EMPTY;
        }
        Object v = null;
        if (count > 0) {
            v = removeFirst();
            if (sender != null) {
                append(sender.element);
            }
        } else if (sender != null) {
            v = sender.element;
        }
        if (sender != null) {
            sender.complete(null, true);
        }
        return v;
    }

    @SuppressWarnings("unchecked")
    private @Nullable T receiveWaiting() {
        if (this == NEVER) {
            Select.waitForEver(WaitReason.CHAN_RECEIVE_NIL, this);
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
        return (T) w.element;
    }

    @Override
    public Iterator<T> iterator() {
        return new ChannelIterator<>(this);
    }

    // ---- waiting -------------------------------------------------------------------------------------

    private void await(WaitQueue queue, Waiter w, WaitReason why) {
        try {
            if (w.g.parkInterruptibly(why, this)) {
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
        w.g.park(why, this); // a waker was faster than the interrupt
    }

    private boolean withdraw(WaitQueue queue, Waiter w) {
        lock.lock();
        try {
            return queue.remove(w);
        } finally {
            lock.unlock();
        }
    }

    /** A timer's channel needs its timer in the heap only while somebody waits. */
    private void enqueueReceiver(Waiter w) {
        receivers.enqueue(w);
        if (timer != null) {
            timer.receiverWaits();
        }
    }

    private void receiverLeft() {
        if (timer != null) {
            timer.receiverLeft();
        }
    }

    // ---- close and the rest --------------------------------------------------------------------------

    @Override
    public void close() {
        if (this == NEVER) {
            throw new IllegalStateException("close of nil channel");
        }
        WaitQueue.readyAll(markClosed());
    }

    /** Closes it; the chain of those whom that wakes, whom the caller makes ready. */
    @Nullable Waiter markClosed() {
        lock.lock();
        try {
            if (closed) {
                throw new ChannelClosedException("close of closed channel");
            }
            closed = true;
            Waiter receiving = receivers.drain();
            Waiter sending = senders.drain();
            return receiving != null ? receiving : sending; // by the invariants, never both
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int len() {
        if (timer != null) {
            return 0;
        }
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

    /** Its fill, as in {@code chan 3/10}; receives nothing. */
    @Override
    public String toString() {
        return "chan " + len() + "/" + cap();
    }

    private void append(@Nullable Object v) {
        int i = head + count++;
        int n = buffer.length;
        buffer[i >= n || i < 0 ? i - n : i] = v;
    }

    private @Nullable Object removeFirst() {
        int i = head;
        Object v = buffer[i];
        buffer[i] = null;
        head = i + 1 == buffer.length ? 0 : i + 1;
        count--;
        return v;
    }

    /** Empties a timer's buffer, under the lock; whether there was a value. */
    boolean discardLocked() {
        return count > 0 && removeFirst() != null;
    }

    /** Sends a timer's value under the lock unless one is there already; returns whom to make ready. */
    @Nullable G fireLocked(T value) {
        Waiter receiver = receivers.dequeue();
        if (receiver != null || count == 0) {
            boolean unused = putLocked(value, receiver);
        }
        return receiver == null ? null : receiver.g;
    }

    // ---- for select, under the lock ------------------------------------------------------------------

    boolean canSend() {
        return closed || count < buffer.length || receivers.hasWaiters();
    }

    boolean canReceive() {
        return count > 0 || closed || senders.hasWaiters();
    }

    /** Sends; false if the waiter that made it possible was lost to another channel. */
    boolean sendLocked(Select select, T value) {
        Waiter receiver = receivers.dequeue();
        select.wakeLater(receiver);
        return putLocked(value, receiver);
    }

    /** Receives into {@code c}; false if the waiter that made it possible was lost to another channel. */
    @SuppressWarnings("unchecked")
    boolean receiveLocked(Select select, ReceiveCase<T> c) {
        Waiter sender = senders.dequeue();
        select.wakeLater(sender);
        Object v = takeLocked(sender);
        if (v == EMPTY) {
            return false;
        }
        c.set(valueOrNull(v));
        return true;
    }

    void enqueueLocked(Waiter w, boolean sends) {
        if (sends) {
            senders.enqueue(w);
        } else {
            enqueueReceiver(w);
        }
    }

    /** After a select has happened on another channel; not under the lock. */
    void dequeue(Waiter w, boolean sends) {
        boolean unused = withdraw(sends ? senders : receivers, w);
        if (!sends) {
            receiverLeft();
        }
    }

    /** Fires a timer that is due; before the lock is taken. */
    void fireIfDue() {
        if (timer != null) {
            timer.fireIfDue();
        }
    }

    /** Its place in the order in which all selects take locks. */
    long order() {
        long o = order;
        if (o == 0) {
            ORDER.compareAndSet(this, 0L, ORDERS.incrementAndGet());
            o = order;
        }
        return o;
    }
}
