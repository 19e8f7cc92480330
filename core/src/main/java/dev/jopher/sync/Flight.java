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
final class Flight<V extends @Nullable Object> {
    private final WaitGroup landed = new WaitGroup();

    private final SpinLock lock = new SpinLock();
    private boolean over;

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

    private volatile boolean hasLanded;

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
    Flight(@Nullable Channel<Result<V>> c) {
        landed.add(1);
        own = c == null ? null : new Listener<>(c);
        listeners = own;
    }

    /** Takes aboard who would have flown by himself in {@code other}; false if this has landed. */
    boolean board(Flight<V> other) {
        Listener<V> listener = other.own;
        lock.lock();
        try {
            if (over) {
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
    void leave(Flight<V> boarded) {
        lock.lock();
        try {
            if (!over) {
                callers--;
                if (boarded.own != null) {
                    unlink(boarded.own);
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
    void fly(Callable<? extends V> f) {
        try {
            value = f.call();
        } catch (InterruptedException e) {
            error = e;
            Thread.currentThread().interrupt(); // the others are told that it was, and who flies that he is
        } catch (Throwable e) {
            error = e;
        }
    }

    /** As {@link #fly}, in a goroutine of its own, of which an Error is the panic. */
    void flyAlone(Callable<? extends V> f) {
        fly(f);
        if (error instanceof Error e) {
            throw e;
        }
    }

    /** It never started. */
    void crash(Throwable e) {
        error = e;
    }

    /** Nobody can board any more, and who is aboard learns the result. */
    void land() {
        Listener<V> first;
        boolean shared;
        lock.lock();
        try {
            over = true;
            first = listeners;
            shared = callers > 1;
        } finally {
            lock.unlock();
        }
        Throwable e = error instanceof Goexit ? goexitWasCalled() : error;
        Result<V> r = result;
        r.set(value, e, shared);
        hasLanded = true;
        landed.done();
        for (Listener<V> l = first; l != null; l = l.next) {
            boolean _ = l.channel.trySend(r); // has room for this one
        }
    }

    void await() {
        landed.await();
    }

    /** The result, once landed; throws what was thrown. */
    Result<V> resultOrThrow() {
        Result<V> r = result;
        if (!hasLanded) {
            throw new IllegalStateException("has not landed");
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
