package dev.jopher;

import java.time.Duration;
import java.time.Instant;

import dev.jopher.runtime.GoRuntime;
import dev.jopher.runtime.RuntimeTimer;
import dev.jopher.runtime.ShortLock;
import org.jspecify.annotations.Nullable;

/**
 * A context that can be cancelled, by hand, by a deadline, or with its parent. Close it when the work is
 * done, on all paths: until then its parent and its timer hold on to it.
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

    private final Context parent;
    private final @Nullable Instant deadline;

    private final ShortLock lock = new ShortLock();
    private @Nullable Channel<Unit> done;
    private @Nullable ContextChild children;

    /** Set, in this order, before {@link #done} is closed. */
    private @Nullable Throwable cause;

    private volatile @Nullable ContextException err;

    /** Set before the context is handed out, and only read by who ends it. */
    private volatile @Nullable ContextChild inParent;

    private volatile @Nullable RuntimeTimer timer;
    private volatile @Nullable Runnable atEnd;

    private CancelContext(Context parent, @Nullable Instant deadline) {
        this.parent = parent;
        this.deadline = deadline;
    }

    static CancelContext of(Context parent) {
        CancelContext c = new CancelContext(parent, null);
        c.attach();
        return c;
    }

    static CancelContext withDeadline(Context parent, Instant deadline, @Nullable Throwable cause) {
        Instant inherited = parent.deadline();
        if (inherited != null && inherited.isBefore(deadline)) {
            return of(parent); // will end before anyway
        }
        CancelContext c = new CancelContext(parent, deadline);
        c.attach();
        c.startTimer(deadline, cause);
        return c;
    }

    private void attach() {
        ContextChild child = new ContextChild() {
            @Override
            void parentDone(ContextException e, @Nullable Throwable why) {
                end(e, why);
            }
        };
        inParent = child;
        child.attachTo(parent);
        if (err != null) {
            child.detach(); // ended while it was being attached
        }
    }

    private void startTimer(Instant when, @Nullable Throwable why) {
        Duration left = Duration.between(GoRuntime.scheduler().now(), when);
        if (left.isNegative() || left.isZero()) {
            end(DEADLINE_EXCEEDED, why);
        } else if (err == null) {
            RuntimeTimer t = new RuntimeTimer(() -> end(DEADLINE_EXCEEDED, why));
            timer = t;
            GoRuntime.timers().set(t, GoRuntime.timers().deadline(Durations.nanos(left)));
            if (err != null) {
                GoRuntime.timers().remove(t); // ended while it was being started
            }
        }
    }

    /** Ends this context and all derived from it; without effect if it is done. Does not wait. */
    public void cancel() {
        end(CANCELED, null);
    }

    /**
     * Ends this context and all derived from it, and says why: {@link #cause} returns it. Without effect if it
     * is done. Does not wait.
     *
     * @param cause null is as good as {@link Context#CANCELED}
     */
    public void cancel(@Nullable Throwable cause) {
        end(CANCELED, cause);
    }

    /** {@link #cancel()}, for try-with-resources: Go's {@code defer cancel()}. */
    @Override
    public void close() {
        cancel();
    }

    private void end(ContextException e, @Nullable Throwable why) {
        ContextChild first;
        Channel<Unit> closing;
        Throwable reason = why == null ? e : why;
        lock.lock();
        try {
            if (err != null) {
                return;
            }
            cause = reason;
            err = e;
            closing = done;
            first = children;
            children = null;
        } finally {
            lock.unlock();
        }
        if (closing != null) {
            closing.close();
        }
        while (first != null) {
            ContextChild c = first;
            first = c.next;
            c.next = null;
            c.previous = null;
            c.parentDone(e, reason);
        }
        letGo();
    }

    private void letGo() {
        ContextChild child = inParent;
        if (child != null) {
            child.detach();
        }
        RuntimeTimer t = timer;
        if (t != null) {
            GoRuntime.timers().remove(t);
        }
        Runnable last = atEnd;
        if (last != null) {
            last.run();
        }
    }

    /** Runs {@code action} when this ends, at least once. */
    void atEnd(Runnable action) {
        atEnd = action;
        if (err != null) {
            action.run();
        }
    }

    /** Adds {@code child}; false if this is done already. */
    boolean add(ContextChild child) {
        lock.lock();
        try {
            if (err != null) {
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

    /** Takes {@code child} out; without effect once this is done. */
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

    /** Why it ended; null until then. */
    @Nullable Throwable ownCause() {
        return err == null ? null : cause;
    }

    @Override
    public @Nullable Instant deadline() {
        return deadline != null ? deadline : parent.deadline();
    }

    @Override
    public ReceiveChannel<Unit> done() {
        lock.lock();
        try {
            Channel<Unit> c = done;
            if (c == null) {
                c = new Channel<>();
                done = c;
                if (err != null) {
                    c.close();
                }
            }
            return c;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable ContextException err() {
        return err;
    }

    @Override
    public @Nullable Object value(Object key) {
        return key == KEY ? this : parent.value(key);
    }

    @Override
    public String toString() {
        if (deadline == null) {
            return parent + ".WithCancel";
        }
        Duration left = Duration.between(GoRuntime.scheduler().now(), deadline);
        return parent + ".WithDeadline(" + deadline + " [" + left + "])";
    }
}
