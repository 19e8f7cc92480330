package dev.jopher;

import java.time.Duration;
import java.time.Instant;

import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.base.SpinLock;
import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.goroutine.WaitQueue;
import dev.jopher.internal.goroutine.Waiter;
import dev.jopher.internal.program.Rehearsal;
import dev.jopher.internal.sched.GoRuntime;
import dev.jopher.internal.time.RuntimeTimer;
import dev.jopher.internal.time.Timers;
import dev.jopher.internal.track.Trace;
import org.jspecify.annotations.Nullable;

/**
 * A context that can be cancelled: by a call, by a deadline, or with its parent. Close it when the
 * work is done, on all paths: until then its parent and its timer hold on to it.
 *
 * {@snippet :
 * try (var ctx = Context.background().withCancel()) {
 *     go(() -> watch(ctx)); // ends when this block is left
 *     serve();
 * }
 * }
 */
public final class CancelContext implements Context, AutoCloseable {
    /** The value of this key is the nearest CancelContext. */
    static final Object KEY = new Object();

    final Context parent;

    /** Its own deadline; null if it has its parent's. */
    final @Nullable Instant deadline;

    /** This or the nearest ancestor that has a deadline of its own. */
    final Context dated;

    private final @Nullable Signals signals;

    /** A {@link ContextTrace} if {@link Trace#ON}. */
    private final SpinLock lock = Trace.ON ? new ContextTrace() : new SpinLock();

    private volatile @Nullable Channel<Unit> done;
    private @Nullable ContextChild children;

    /** Set, in this order, under the lock. {@link #done} is closed before the lock is released. */
    private @Nullable Cancellation endedBy;

    private volatile @Nullable ContextException err;
    private volatile boolean doneClosed;

    /** Set before the context is handed out. Only read by the thread that ends it. */
    private volatile @Nullable ContextChild inParent;

    private volatile @Nullable RuntimeTimer timer;

    private CancelContext(Context parent, @Nullable Instant deadline, @Nullable Signals signals) {
        this.parent = parent;
        this.deadline = deadline;
        this.dated = deadline == null ? ContextChain.dated(parent) : this;
        this.signals = signals;
    }

    static CancelContext of(Context parent) {
        CancelContext c = new CancelContext(parent, null, null);
        c.attach();
        return c;
    }

    static CancelContext withSignals(Context parent, Signals signals) {
        CancelContext c = new CancelContext(parent, null, signals);
        c.attach();
        return c;
    }

    static CancelContext withDeadline(Context parent, Instant deadline, @Nullable Throwable cause) {
        Instant inherited = parent.deadline();
        if (inherited != null && inherited.isBefore(deadline)) {
            return of(parent); // ends earlier anyway
        }
        CancelContext c = new CancelContext(parent, deadline, null);
        c.attach();
        try {
            c.startTimer(deadline, cause);
        } catch (Throwable e) {
            c.leaveParent(); // no memory for a timer: there is no context
            throw e;
        }
        return c;
    }

    private void attach() {
        Rehearsal.once();
        StackRoom.checkMore();
        ContextChild child = new ContextChild() {
            @Override
            void parentDone(Cancellation by) {
                Cancellation first = endThis(by);
                if (first != by) {
                    by.addOther(first);
                }
            }
        };
        inParent = child;
        child.attachTo(parent);
    }

    /**
     * Starts the timer. Ending a context takes time in proportion to its waiters, so it runs in a
     * goroutine and does not delay other timers.
     */
    private void startTimer(Instant when, @Nullable Throwable why) {
        Duration left = Duration.between(GoRuntime.scheduler().now(), when);
        if (left.isNegative() || left.isZero()) {
            end(DEADLINE_EXCEEDED, why);
        } else if (err == null) {
            RuntimeTimer t = RuntimeTimer.inGoroutine(() -> end(DEADLINE_EXCEEDED, why));
            timer = t;
            Timers.shared().set(t, Timers.shared().deadline(Durations.nanos(left)));
            if (err != null) {
                Timers.shared().remove(t); // ended while it was being started
            }
        }
    }

    /**
     * Cancels this context and all derived from it; has no effect if it is done. When it returns,
     * all of them are done, regardless of which thread was first. Does not wait for functions given
     * to {@link #afterFunc}.
     */
    public void cancel() {
        cancel(null);
    }

    /**
     * Cancels as {@link #cancel()} does, with a cause: {@link #cause} returns it, here and for all
     * contexts that this ends.
     *
     * @param cause null means the same as {@link Context#CANCELED}
     */
    public void cancel(@Nullable Throwable cause) {
        end(CANCELED, cause);
        if (signals != null) {
            signals.stop();
        }
    }

    /** Calls {@link #cancel()}, for try-with-resources: Go's {@code defer cancel()}. */
    @Override
    public void close() {
        cancel();
    }

    /** Ends this and all below. Returns when all are done, regardless of which thread began it. */
    void end(ContextException e, @Nullable Throwable why) {
        StackRoom.check();
        Cancellation by = new Cancellation(e, why);
        Cancellation first = endThis(by);
        if (first != by) {
            first.await();
            return;
        }
        try {
            by.run();
        } finally {
            leaveParent();
        }
    }

    private void leaveParent() {
        ContextChild child = inParent;
        if (child != null) {
            child.detach();
        }
    }

    /**
     * Ends this context and leaves those below to {@code by}. Returns the cancellation that ended
     * it: {@code by} or an earlier one.
     */
    private Cancellation endThis(Cancellation by) {
        Waiter woken = null;
        ContextChild below;
        lock.lock();
        try {
            if (endedBy != null) {
                if (RaceEvents.ON) {
                    RaceEvents.acquire(this);
                }
                return endedBy;
            }
            if (RaceEvents.ON) {
                RaceEvents.release(this);
            }
            endedBy = by;
            err = by.err;
            Channel<Unit> closing = done;
            if (closing != null) {
                woken = closing.markClosedNow();
            }
            doneClosed = true;
            below = children;
            children = null;
        } finally {
            lock.unlock();
        }
        by.add(below); // before anything that could fail
        WaitQueue.readyAll(woken);
        RuntimeTimer t = timer;
        if (t != null) {
            Timers.shared().remove(t);
        }
        return by;
    }

    /** Adds {@code child}. Returns false if this is done already. */
    boolean add(ContextChild child) {
        lock.lock();
        try {
            if (err != null) {
                if (RaceEvents.ON) {
                    RaceEvents.acquire(this);
                }
                return false;
            }
            ContextChild head = children;
            child.next = head;
            if (head != null) {
                head.previous = child;
            }
            children = child;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Removes {@code child}. Has no effect once this is done. */
    void remove(ContextChild child) {
        lock.lock();
        try {
            if (err != null) {
                return;
            }
            ContextChild before = child.previous;
            ContextChild after = child.next;
            if (before != null) {
                before.next = after;
            } else if (children == child) {
                children = after;
            }
            if (after != null) {
                after.previous = before;
            }
            child.next = null;
            child.previous = null;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of children that end with this. */
    int childCount() {
        int n = 0;
        lock.lock();
        try {
            for (ContextChild c = children; c != null; c = c.next) {
                n++;
            }
        } finally {
            lock.unlock();
        }
        return n;
    }

    /** Returns why it ended; null until then. */
    @Nullable Throwable ownCause() {
        if (RaceEvents.ON && err != null) {
            RaceEvents.acquire(this);
        }
        return err == null || endedBy == null ? null : endedBy.cause;
    }

    /**
     * Returns where it and its ancestors were made, by which goroutines, and that it was not
     * cancelled. Only if {@link Trace#ON}.
     */
    String history() {
        return err() != null ? "" : ContextTrace.history(this);
    }

    /** Returns the trace. Only if {@link Trace#ON}. */
    ContextTrace trace() {
        return (ContextTrace) lock;
    }

    boolean endsBySignal() {
        return signals != null;
    }

    @Override
    public @Nullable Instant deadline() {
        return dated == this ? deadline : dated.deadline();
    }

    @Override
    public ReceiveChannel<Unit> done() {
        Channel<Unit> c = done;
        return c != null ? c : makeDone();
    }

    private Channel<Unit> makeDone() {
        StackRoom.checkMore();
        Channel<Unit> made = Channel.doneOf(this);
        lock.lock();
        try {
            Channel<Unit> c = done;
            if (c == null) {
                c = made;
                if (err != null) {
                    c.close();
                    if (RaceEvents.ON) {
                        RaceEvents.copy(this, c); // not closed by this thread
                    }
                }
                done = c;
            }
            return c;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the error. A thread that sees one finds {@link #done} closed. */
    @Override
    public @Nullable ContextException err() {
        ContextException e = err;
        if (e != null) {
            seeEnd();
        }
        return e;
    }

    private void seeEnd() {
        if (!doneClosed) {
            StackRoom.check();
            lock.lock(); // the thread that ends it still holds the lock
            lock.unlock();
        }
        if (RaceEvents.ON) {
            RaceEvents.acquire(this);
        }
    }

    @Override
    public @Nullable Object value(Object key) {
        return ContextChain.value(this, key);
    }

    @Override
    public String toString() {
        return ContextChain.toString(this);
    }

    void appendTo(StringBuilder text) {
        if (signals != null) {
            text.insert(0, "signal.NotifyContext(").append(", ").append(signals).append(')');
        } else if (deadline != null) {
            Duration left = Duration.between(GoRuntime.scheduler().now(), deadline);
            text.append(".WithDeadline(").append(deadline).append(" [").append(left).append("])");
        } else {
            text.append(".WithCancel");
        }
    }
}
