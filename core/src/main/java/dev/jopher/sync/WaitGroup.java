package dev.jopher.sync;

import java.util.Objects;

import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.Func;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.runtime.AtEnd;
import dev.jopher.runtime.CycleWatch;
import dev.jopher.runtime.G;
import dev.jopher.runtime.Held;
import dev.jopher.runtime.ShortLock;
import dev.jopher.runtime.WaitQueue;
import dev.jopher.runtime.WaitReason;
import dev.jopher.runtime.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a collection of goroutines to finish: Go's {@code sync.WaitGroup}. Any number may wait, and a
 * group can be used again when it has come to zero.
 *
 * {@snippet :
 * var wg = new WaitGroup();
 * for (var url : urls) {
 *     wg.go(() -> fetch(url));
 * }
 * wg.await();
 * }
 *
 * <p>A {@link #done}, or the end of a function started by {@code go}, happens-before the return of the
 * {@link #await} that it ends.
 */
public final class WaitGroup {
    private final ShortLock lock = new ShortLock();
    private final WaitQueue waiters = new WaitQueue();
    private final Waiting waiting = new Waiting(lock, waiters, WaitReason.WAITGROUP_WAIT, this);
    private int count;

    /** Makes a group whose counter is zero. */
    public WaitGroup() {}

    /**
     * Adds {@code delta}, which may be negative, to the counter; at zero all who wait go on. Does not wait. Add
     * before starting what is to be waited for, not in it.
     *
     * @throws IllegalStateException "sync: negative WaitGroup counter"; the counter is unchanged
     */
    public void add(int delta) {
        Waiter served = null;
        lock.lock();
        try {
            if (count + delta < 0) {
                throw new IllegalStateException("sync: negative WaitGroup counter");
            }
            count += delta;
            if (count == 0) {
                served = waiters.drain();
            }
        } finally {
            lock.unlock();
        }
        WaitQueue.readyAll(served);
    }

    /** Takes one from the counter. */
    public void done() {
        add(-1);
    }

    /**
     * Adds one, runs {@code f} in a new goroutine, and takes one when it has ended, in whatever way; an exception
     * that leaves {@code f} is that of its goroutine, and is reported before.
     */
    public void go(Func f) {
        start(Objects.requireNonNull(f, "go of nil func value"), f);
    }

    /** As {@link #go(Func)}; the argument is evaluated here, by the caller. */
    public <A extends @Nullable Object> void go(Func.Of1<? super A> f, A a) {
        Objects.requireNonNull(f, "go of nil func value");
        start(f, () -> f.call(a));
    }

    /** As {@link #go(Func)}; the arguments are evaluated here, by the caller. */
    public <A extends @Nullable Object, B extends @Nullable Object> void go(
            Func.Of2<? super A, ? super B> f, A a, B b) {
        Objects.requireNonNull(f, "go of nil func value");
        start(f, () -> f.call(a, b));
    }

    /** As {@link #go(Func)}; the arguments are evaluated here, by the caller. */
    public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> void go(
            Func.Of3<? super A, ? super B, ? super C> f, A a, B b, C c) {
        Objects.requireNonNull(f, "go of nil func value");
        start(f, () -> f.call(a, b, c));
    }

    /** As {@link #go(Func)}; the arguments are evaluated here, by the caller. */
    public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, D extends @Nullable Object> void go(
            Func.Of4<? super A, ? super B, ? super C, ? super D> f, A a, B b, C c, D d) {
        Objects.requireNonNull(f, "go of nil func value");
        start(f, () -> f.call(a, b, c, d));
    }

    /** As {@link #go(Func)}; the arguments are evaluated here, by the caller. */
    public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, D extends @Nullable Object, E extends @Nullable Object> void go(
            Func.Of5<? super A, ? super B, ? super C, ? super D, ? super E> f, A a, B b, C c, D d,
            E e) {
        Objects.requireNonNull(f, "go of nil func value");
        start(f, () -> f.call(a, b, c, d, e));
    }

    private void start(Object function, Func f) {
        add(1);
        try {
            G.start(function, f::call, new Done(this));
        } catch (Throwable e) {
            done(); // no memory for a goroutine
            throw e;
        }
    }

    /**
     * Waits until the counter is zero.
     *
     * @throws UncheckedInterruptedException if interrupted while it would wait
     */
    public void await() {
        Waiter w = enqueueUnlessZero();
        CycleWatch.somebodyWaits();
        if (w != null && waiting.interruptibly(w) == Waiting.Outcome.INTERRUPTED) {
            throw waiting.interrupted();
        }
    }

    /**
     * Waits until the counter is zero or {@code ctx} is done; one that is done already does not wait.
     *
     * @throws ContextException the context's error
     * @throws UncheckedInterruptedException if interrupted while it would wait
     */
    public void await(Context ctx) {
        ContextException.throwIfDone(ctx);
        Waiter w = enqueueUnlessZero();
        if (w != null) {
            waiting.throwUnlessServed(waiting.until(ctx, w), ctx);
        }
    }

    /** What a goroutine of this group does last; by it the runtime knows that it is one. */
    private record Done(WaitGroup of) implements AtEnd {
        @Override
        public void run() {
            of.done();
        }

        @Override
        public Held group() {
            return of.group();
        }
    }

    /** What those wait on who wait for it. */
    Held group() {
        return waiting;
    }

    private @Nullable Waiter enqueueUnlessZero() {
        Waiter w = new Waiter(G.current(), null);
        lock.lock();
        try {
            if (count == 0) {
                return null;
            }
            waiters.enqueue(w);
            return w;
        } finally {
            lock.unlock();
        }
    }

    /** Tells its counter: for people, not for programs. */
    @Override
    public String toString() {
        lock.lock();
        try {
            return "WaitGroup[" + count + "]";
        } finally {
            lock.unlock();
        }
    }
}
