package dev.jopher.sync;

import java.util.concurrent.Callable;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.Goroutines;
import dev.jopher.internal.base.Goexit;
import dev.jopher.internal.base.SpinLock;
import dev.jopher.sync.SingleFlight.Result;
import org.jspecify.annotations.Nullable;

/** One call of a {@link SingleFlight}, and those who wait for it: Go's {@code singleflight.call}. */
final class Call<V extends @Nullable Object> {
    private final WaitGroup done = new WaitGroup();

    private final SpinLock lock = new SpinLock();
    private boolean closed;

    /** Callers that wait for the result, and have not given up. */
    private int callers = 1;

    private @Nullable Listener<V> listeners;

    /** That of the caller who made this; null if it does not listen. */
    private final @Nullable Listener<V> own;

    /** Written by who flies, before it lands. */
    private @Nullable V value;

    private @Nullable Throwable error;

    /** Filled when it lands. */
    private final Result<V> result = new Result<>();

    private volatile boolean isDone;

    /** Links, so that nothing is allocated under the lock. */
    private static final class Listener<V extends @Nullable Object> {
        final Channel<Result<V>> channel;
        @Nullable Listener<V> next;
        @Nullable Listener<V> previous;

        Listener(Channel<Result<V>> channel) {
            this.channel = channel;
        }
    }

    /** @param c where the result is sent as well */
    Call(@Nullable Channel<Result<V>> c) {
        done.add(1);
        own = c == null ? null : new Listener<>(c);
        listeners = own;
    }

    /** Takes aboard who would have flown by himself in {@code other}; false if this has done. */
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

    /** The caller who made {@code boarded}, this one or one that has boarded this, does not wait any more. */
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

    /** Runs {@code f}, whose end in whatever way is the flight's. */
    void run(Callable<? extends V> f) {
        try {
            value = f.call();
        } catch (InterruptedException e) {
            error = e;
            Thread.currentThread().interrupt(); // the others are told that it was, and who flies that he is
        } catch (Throwable e) {
            error = e;
        }
    }

    /** As {@link #run}, in a goroutine of its own, of which an Error is the panic. */
    void runDetached(Callable<? extends V> f) {
        run(f);
        if (error instanceof Error e) {
            throw e;
        }
    }

    /** It never started. */
    void fail(Throwable e) {
        error = e;
    }

    /** Nobody can board any more, and who is aboard learns the result. */
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
            boolean _ = l.channel.trySend(r); // has room for this one
        }
    }

    void await() {
        done.await();
    }

    /** The result, once landed; throws what was thrown. */
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

    /** For who cannot exit as well, in Go's words. */
    private static Throwable goexitWasCalled() {
        try {
            return new IllegalStateException("runtime.Goexit was called");
        } catch (OutOfMemoryError e) {
            return e; // who waits must be told something
        }
    }
}
