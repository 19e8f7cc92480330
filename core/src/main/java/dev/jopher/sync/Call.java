package dev.jopher.sync;

import java.util.concurrent.Callable;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.Goroutines;
import dev.jopher.internal.base.Goexit;
import dev.jopher.internal.base.SpinLock;
import dev.jopher.sync.SingleFlight.Result;
import org.jspecify.annotations.Nullable;

/**
 * One call of a {@link SingleFlight}, and the callers that wait for it: Go's {@code
 * singleflight.call}.
 */
final class Call<V extends @Nullable Object> {
    private final WaitGroup done = new WaitGroup(1);

    private final SpinLock lock = new SpinLock();
    private boolean closed;

    /** Number of callers that wait for the result and have not given up. */
    private int callers = 1;

    private @Nullable Listener<V> listeners;

    /** The listener of the caller that made this call; null if that caller does not listen. */
    private final @Nullable Listener<V> own;

    /** Written by the thread that runs the function, before the call is complete. */
    private @Nullable V value;

    private @Nullable Throwable error;

    /** Filled when the call completes. */
    private final Result<V> result = new Result<>();

    private volatile boolean isDone;

    /** A linked list, so that nothing is allocated under the lock. */
    private static final class Listener<V extends @Nullable Object> {
        final Channel<Result<V>> channel;
        @Nullable Listener<V> next;
        @Nullable Listener<V> previous;

        Listener(Channel<Result<V>> channel) {
            this.channel = channel;
        }
    }

    /** @param c a channel to which the result is sent too */
    Call(@Nullable Channel<Result<V>> c) {
        own = c == null ? null : new Listener<>(c);
        listeners = own;
    }

    /**
     * Adds the caller that made {@code other} to this call. Returns false if this call is complete.
     */
    boolean join(Call<V> other) {
        Listener<V> listener = other.own;
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            callers++;
            if (listener != null) {
                link(listener);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Removes the caller that made {@code joined}, which is this call or has joined it: it has
     * stopped waiting.
     */
    void leave(Call<V> joined) {
        lock.lock();
        try {
            if (!closed) {
                callers--;
                if (joined.own != null) {
                    unlink(joined.own);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void link(Listener<V> l) {
        Listener<V> head = listeners;
        l.next = head;
        if (head != null) {
            head.previous = l;
        }
        listeners = l;
    }

    private void unlink(Listener<V> l) {
        Listener<V> before = l.previous;
        Listener<V> after = l.next;
        if (before == null) {
            listeners = after;
        } else {
            before.next = after;
        }
        if (after != null) {
            after.previous = before;
        }
    }

    /** Runs {@code f}. However {@code f} ends, that is the outcome of the call. */
    void run(Callable<? extends V> f) {
        try {
            value = f.call();
        } catch (InterruptedException e) {
            error = e;
            // The other callers get the exception; the one that runs f also keeps its flag.
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            error = e;
        }
    }

    /**
     * Runs {@code f} as {@link #run} does, in a goroutine of its own. An Error is that goroutine's
     * panic.
     */
    void runDetached(Callable<? extends V> f) {
        run(f);
        if (error instanceof Error e) {
            throw e;
        }
    }

    /** Fails the call, because its goroutine could not be started. */
    void fail(Throwable e) {
        error = e;
    }

    /**
     * Completes the call: no caller can join from now on, and all joined callers get the result.
     */
    void complete() {
        Listener<V> first;
        boolean shared;
        lock.lock();
        try {
            closed = true;
            first = listeners;
            shared = callers > 1;
        } finally {
            lock.unlock();
        }
        Throwable e = error instanceof Goexit ? goexitWasCalled() : error;
        Result<V> r = result;
        r.set(value, e, shared);
        isDone = true;
        done.done();
        for (Listener<V> l = first; l != null; l = l.next) {
            boolean _ = l.channel.trySend(r); // the channel has room for one result
        }
    }

    void await() {
        done.await();
    }

    /** Returns the result of a complete call. Throws what the function threw. */
    Result<V> resultOrThrow() {
        Result<V> r = result;
        if (!isDone) {
            throw new IllegalStateException("call is not done");
        }
        if (error instanceof Goexit && Goroutines.currentId() != 0) {
            throw Go.goexit();
        }
        var _ = r.value(); // throws if it failed
        return r;
    }

    /** Returns, in Go's words, the failure for a caller that cannot exit too. */
    private static Throwable goexitWasCalled() {
        try {
            return new IllegalStateException("runtime.Goexit was called");
        } catch (OutOfMemoryError e) {
            return e; // callers need some failure
        }
    }
}
