package dev.jopher;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;

import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.base.SpinLock;
import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.goroutine.ChannelView;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Operation;
import dev.jopher.internal.goroutine.Probe;
import dev.jopher.internal.goroutine.WaitQueue;
import dev.jopher.internal.goroutine.Waiter;
import dev.jopher.internal.track.Trace;
import org.jspecify.annotations.Nullable;

/**
 * The state of a channel, and the operations on it under its lock: Go's {@code hchan}. {@link
 * Channel} waits; {@link Select} takes the locks of several.
 *
 * <p>One short lock guards a ring buffer and two queues of waiters. The invariants, whenever the
 * lock is free:
 *
 * <ul>
 * <li>receivers wait only while the buffer is empty, no sender waits, and the channel is open;
 * <li>senders wait only while the buffer is full, no receiver waits, and the channel is open.
 * </ul>
 *
 * <p>(A select whose case was selected elsewhere may still be in a queue; it does not count.) So a
 * value goes straight to the waiting receiver and never through the buffer. A receive from a full
 * buffer takes its head and moves the first waiting sender's value to its tail, which keeps the
 * order. A waiter that is served is dequeued under the lock and made ready after it is released.
 *
 * <p>A lock with direct hand-off was measured against lock-free segment queues (Kotlin's and
 * Jox's): it was ahead in every row, and len, close and select's view of several channels are
 * exact.
 */
abstract sealed class ChannelState<T> permits Channel {
    static final Object EMPTY = new Object();
    static final Object CLOSED = new Object();
    private static final @Nullable Object[] NO_BUFFER = new @Nullable Object[0];

    /**
     * The buffer of a context's done channel. Its identity distinguishes such a channel in dumps,
     * which saves a field in each channel.
     */
    private static final @Nullable Object[] NO_BUFFER_OF_CONTEXT = new @Nullable Object[0];

    /** The longest array that a JVM allocates. */
    private static final int MAX_CAPACITY = Integer.MAX_VALUE - 8;

    private static final AtomicLong ORDERS = new AtomicLong();
    private static final VarHandle ORDER;
    private static final VarHandle COUNT;
    private static final VarHandle CLOSED_FLAG;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            ORDER = lookup.findVarHandle(ChannelState.class, "order", long.class);
            COUNT = lookup.findVarHandle(ChannelState.class, "count", int.class);
            CLOSED_FLAG = lookup.findVarHandle(ChannelState.class, "closed", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        ChannelView.install(new ChannelLevels());
    }

    /** A {@link ChannelTrace} if {@link Trace#ON}. */
    final SpinLock lock;

    final WaitQueue receivers = new WaitQueue();
    final WaitQueue senders = new WaitQueue();
    final @Nullable Object[] buffer;
    private int head;
    int count;
    private boolean closed;

    /** Fills this channel when its time has come; null for all channels that users make. */
    final @Nullable ChannelTimer timer;

    /** Its rank in the order in which a select takes locks; 0 until it is in one. */
    @SuppressWarnings("unused") // through ORDER
    private volatile long order;

    ChannelState(int capacity, @Nullable ChannelTimer timer) {
        if (capacity < 0 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException("makechan: size out of range");
        }
        this.buffer = capacity == 0 ? NO_BUFFER : new @Nullable Object[capacity];
        this.timer = timer;
        this.lock = Trace.ON ? new ChannelTrace(this, null) : new SpinLock();
        if (Probe.installed() != null) {
            record(Operation.MAKE);
        }
    }

    /** Makes the done channel of a context. */
    ChannelState(CancelContext of) {
        this.buffer = NO_BUFFER_OF_CONTEXT;
        this.timer = null;
        this.lock = Trace.ON ? new ChannelTrace(this, of) : new SpinLock();
    }

    /** Lets a probe record what the current goroutine has done with this. */
    final void record(Operation what) {
        if (timer == null) {
            Probe.did(what, this, count, buffer.length);
        }
    }

    /** Returns the trace. Only if {@link Trace#ON}. */
    final ChannelTrace trace() {
        return (ChannelTrace) lock;
    }

    /** Returns the object that its goroutines wait on, for dumps. */
    final Object target() {
        return Trace.ON ? lock : this;
    }

    // ---- send and receive, under the lock -------------------------------------------------------

    /** Hands {@code value} to {@code receiver} if given, else to the buffer if it has room. */
    boolean putLocked(T value, @Nullable Waiter receiver) {
        if (RaceEvents.ON && timer == null) {
            RaceEvents.uses(this);
        }
        if (receiver != null) {
            if (RaceEvents.ON) {
                ChannelEdges.handOver(this, receiver);
            }
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

    /**
     * Takes the head of the buffer, refilled by {@code sender}, or else the value of the sender.
     * Returns EMPTY or CLOSED if there is none.
     */
    @Nullable Object takeLocked(@Nullable Waiter sender) {
        if (RaceEvents.ON) {
            takeEdge(sender);
        }
        if (count == 0 && sender == null) {
            return closed ? CLOSED : EMPTY;
        }
        if (sender == null) {
            return removeFirst();
        }
        Object v = count == 0 ? sender.element : replaceFirst(sender);
        sender.complete(null, true);
        return v;
    }

    private void takeEdge(@Nullable Waiter sender) {
        if (count > 0) {
            ChannelEdges.take(this, head, sender);
        } else if (sender != null) {
            RaceEvents.exchange(sender);
        } else if (closed) {
            RaceEvents.acquire(this);
        }
    }

    /** Returns a suffix such as {@code " of a ticker"}; empty for channels that users make. */
    final String kindSuffix() {
        return timer != null ? " of " + timer.describe()
                : buffer == NO_BUFFER_OF_CONTEXT ? " of a context" : "";
    }

    // ---- checks without the lock ----------------------------------------------------------------
    //
    // Go's fast paths of operations that need not wait. They never deny an operation that was
    // possible all the time. A full buffer stays full while a waiting sender's value replaces the
    // one that is taken (replaceFirst). A channel is closed after its last value was taken, or that
    // value is still there.

    /** Returns whether, at some recent moment, there was nothing to receive. */
    boolean seemsEmpty() {
        return (int) COUNT.getOpaque(this) == 0
                && senders.seemsEmpty()
                && !(boolean) CLOSED_FLAG.getOpaque(this);
    }

    /** Returns whether, at some recent moment, a send had to wait. */
    boolean seemsFull() {
        return (int) COUNT.getOpaque(this) == buffer.length
                && receivers.seemsEmpty()
                && !(boolean) CLOSED_FLAG.getOpaque(this);
    }

    @SuppressWarnings("unchecked")
    @Nullable T valueOrNull(@Nullable Object v) {
        return v == CLOSED ? null : (T) v;
    }

    // ---- the queues and the buffer --------------------------------------------------------------

    boolean withdraw(WaitQueue queue, Waiter w) {
        lock.lock();
        try {
            return queue.remove(w);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Enqueues a receiver. A timer's channel needs its timer in the heap only while a receiver
     * waits.
     */
    void enqueueReceiver(Waiter w) {
        if (timer != null) {
            timer.receiverWaits();
        }
        receivers.enqueue(w);
    }

    void receiverLeft() {
        if (timer != null) {
            timer.receiverLeft();
        }
    }

    /** Closes it. Returns the chain of waiters that this wakes; the caller makes them ready. */
    @Nullable Waiter markClosed() {
        StackRoom.check();
        return markClosedNow();
    }

    /**
     * Closes it as {@link #markClosed} does, for a caller that has checked the room on the stack.
     */
    @Nullable Waiter markClosedNow() {
        lock.lock();
        try {
            if (closed) {
                throw new ChannelClosedException("close of closed channel");
            }
            closed = true;
            Waiter receiving = receivers.drain();
            Waiter sending = senders.drain();
            Waiter woken = receiving != null ? receiving : sending; // by the invariants, never both
            if (RaceEvents.ON) {
                ChannelEdges.close(this, woken);
            }
            return woken;
        } finally {
            lock.unlock();
            if (RaceEvents.ON) {
                RaceEvents.report();
            }
        }
    }

    void append(@Nullable Object v) {
        int slot = slot(count++);
        if (RaceEvents.ON) {
            ChannelEdges.put(this, slot);
        }
        buffer[slot] = v;
        if (Trace.ON) {
            trace().put(slot, null);
        }
    }

    /** Returns the index of the i-th value in the buffer. */
    final int slot(int index) {
        int i = head + index;
        int n = buffer.length;
        return i >= n || i < 0 ? i - n : i;
    }

    /** Passes over a slot whose value went straight to a receiver. Only if the buffer is empty. */
    final void skipSlot() {
        head = slot(1);
    }

    @Nullable Object removeFirst() {
        int i = head;
        Object v = buffer[i];
        buffer[i] = null;
        head = i + 1 == buffer.length ? 0 : i + 1;
        count--;
        return v;
    }

    /**
     * Takes the head of a full buffer and appends the value of {@code sender}; the count stays the
     * same.
     */
    private @Nullable Object replaceFirst(Waiter sender) {
        int i = head;
        Object first = buffer[i];
        buffer[i] = sender.element;
        if (Trace.ON) {
            trace().put(i, sender.g);
        }
        head = i + 1 == buffer.length ? 0 : i + 1;
        return first;
    }

    /** Empties a timer's buffer, under the lock. Returns whether there was a value. */
    boolean discardLocked() {
        return count > 0 && removeFirst() != null;
    }

    /**
     * Sends a timer's value under the lock, unless one is there already. Returns the goroutine to
     * make ready.
     */
    @Nullable G fireLocked(T value) {
        Waiter receiver = receivers.dequeue();
        if (receiver != null || count == 0) {
            boolean unused = putLocked(value, receiver);
        }
        return receiver == null ? null : receiver.g;
    }

    // ---- for select, under the lock -------------------------------------------------------------

    boolean canSend() {
        return closed || count < buffer.length || receivers.hasWaiters();
    }

    boolean canReceive() {
        return count > 0 || closed || senders.hasWaiters();
    }

    /** Sends. Returns false if the waiter that made it possible was lost to another channel. */
    boolean sendLocked(Select select, T value) {
        Waiter receiver = receivers.dequeue();
        select.deferReady(receiver);
        return putLocked(value, receiver);
    }

    /**
     * Receives into {@code c}. Returns false if the waiter that made it possible was lost to
     * another channel.
     */
    @SuppressWarnings("unchecked")
    boolean receiveLocked(Select select, ReceiveCase<T> c) {
        Waiter sender = senders.dequeue();
        select.deferReady(sender);
        Object v = takeLocked(sender);
        if (v == EMPTY) {
            return false;
        }
        c.set(valueOrNull(v));
        return true;
    }

    void enqueueLocked(Waiter w, boolean sends) {
        if (RaceEvents.ON) {
            if (sends) {
                RaceEvents.uses(this);
            }
            RaceEvents.release(w);
        }
        if (sends) {
            senders.enqueue(w);
        } else {
            enqueueReceiver(w);
        }
    }

    /** Undoes {@link #enqueueLocked}. */
    void takeBackLocked(Waiter w, boolean sends) {
        if ((sends ? senders : receivers).remove(w) && !sends && timer != null) {
            timer.receiverLeftLocked();
        }
    }

    /** Removes a waiter after its select was served by another channel. Not under the lock. */
    void dequeue(Waiter w, boolean sends) {
        boolean unused = withdraw(sends ? senders : receivers, w);
        if (!sends) {
            receiverLeft();
        }
    }

    /** Fires a timer that is due. Called before the lock is taken. */
    void fireIfDue() {
        if (timer != null) {
            timer.fireIfDue();
        }
    }

    /** Returns its rank in the order in which all selects take locks. */
    long order() {
        long o = order;
        if (o == 0) {
            ORDER.compareAndSet(this, 0L, ORDERS.incrementAndGet());
            o = order;
        }
        return o;
    }
}
