package dev.jopher.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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
/*
 * One word, which is only added to (a compare-and-set or the short lock instead: WaitGroupAddDone 25 ns, so 14), and a queue
 * under a short lock. WAITED is set and cleared under the short lock only, and it is set if somebody is in the queue.
 * Whoever brings the counter to zero while it is set lets all in the queue go, and so does who
 * brings it away from there: then the first is still about to, and those of this round must not meet those of the next.
 */
public final class WaitGroup {
    private static final long WAITED = 1;

    /** One of the counter. */
    private static final long ONE = 2;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(WaitGroup.class, "state", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final ShortLock lock = new ShortLock();
    private final WaitQueue waiters = new WaitQueue();
    private final Waiting waiting;
    private volatile long state;

    /** Makes a group whose counter is zero. */
    public WaitGroup() {
        waiting = new Waiting(lock, waiters, WaitReason.WAITGROUP_WAIT, this);
    }

    /** As {@link #WaitGroup()}; in a report, {@code owner} is what those wait on who wait for this. */
    WaitGroup(Object owner) {
        waiting = new Waiting(lock, waiters, WaitReason.WAITGROUP_WAIT, owner);
    }

    /**
     * Adds {@code delta}, which may be negative, to the counter; at zero all who wait go on. Does not wait. Add
     * before starting what is to be waited for, not in it.
     *
     * @throws IllegalStateException "sync: negative WaitGroup counter"; the counter is unchanged
     */
    public void add(int delta) {
        if (change(delta) < 0) {
            var _ = change(-delta);
            throw new IllegalStateException("sync: negative WaitGroup counter");
        }
    }

    private int change(int delta) {
        long before = (long) STATE.getAndAdd(this, delta * ONE);
        long after = before + delta * ONE;
        if (before == WAITED || after == WAITED) {
            letGo();
        }
        return count(after);
    }

    private void letGo() {
        Waiter served;
        lock.lock();
        try {
            served = waiters.drain();
            STATE.getAndBitwiseAnd(this, ~WAITED);
        } finally {
            lock.unlock();
        }
        WaitQueue.readyAll(served);
    }

    private static int count(long s) {
        return (int) (s >> 1);
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
        if (w == null) {
            return;
        }
        CycleWatch.somebodyWaits();
        if (waiting.interruptibly(w) == Waiting.Outcome.INTERRUPTED) {
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
        if (count(state) == 0) {
            return null;
        }
        Waiter w = new Waiter(G.current(), null);
        lock.lock();
        try {
            for (long s = state; count(s) != 0; s = state) {
                if ((s & WAITED) != 0 || STATE.compareAndSet(this, s, s | WAITED)) {
                    waiters.enqueue(w);
                    return w;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Tells its counter: for people, not for programs. */
    @Override
    public String toString() {
        return "WaitGroup[" + count(state) + "]";
    }
}
