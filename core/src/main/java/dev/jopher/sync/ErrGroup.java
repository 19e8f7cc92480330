package dev.jopher.sync;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.CancelContext;
import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.Func;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.internal.base.Goexit;
import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.goroutine.ExitHook;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.OwnedTarget;
import dev.jopher.internal.report.SafeThrowable;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines that work on parts of one task. The first failure is the failure of the task: Go's
 * {@code golang.org/x/sync/errgroup.Group}.
 *
 * {@snippet :
 * try (var ctx = Context.background().withTimeout(Duration.ofSeconds(2));
 *         var group = new ErrGroup(ctx)) {
 *     group.setLimit(10);
 *     for (var job : jobs) {
 *         group.go(() -> handle(group.context(), job));
 *     }
 *     group.await(); // throws one exception, whose cause is the first failure
 * }
 * }
 *
 * <p>A function fails by an exception, checked or not. The first failure cancels {@link #context},
 * so that the others can stop early, and is thrown by {@link #await} once all have ended; later
 * ones are dropped. An {@link Error} is Go's panic: it fails the group, and it also leaves its
 * goroutine. There it is reported at once and ends the program, even if {@code await} is never
 * reached. {@code goexit} is no failure.
 *
 * <p>The end of each function happens-before the return of {@link #await}, whether it returns or
 * throws.
 */
public final class ErrGroup implements AutoCloseable {
    private final CancelContext context;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final WaitGroup running = new WaitGroup(this);

    /**
     * The same number as {@link #running}, readable. Becomes 0 before the goroutines in {@link
     * #await} are woken.
     */
    private final AtomicInteger active = new AtomicInteger();

    /** Each goroutine of the group holds 1 of it; null if there is no limit. */
    private volatile @Nullable Semaphore limit;

    /** Makes a group without limit, whose {@link #context} has no parent. */
    public ErrGroup() {
        this(Context.background());
    }

    /**
     * Makes a group without limit, whose {@link #context} is derived from {@code ctx}: Go's {@code
     * WithContext}.
     */
    public ErrGroup(Context ctx) {
        context = ctx.withCancel();
    }

    /**
     * Returns the context by which the functions of this group can stop early. It is done after the
     * first failure, which is its {@link Context#cause cause}, or when {@link #await} has waited
     * for all.
     */
    public Context context() {
        return context;
    }

    /**
     * Limits how many goroutines run at the same time: {@code go} then waits for one to end. With
     * 0, none can start; a negative limit is none. Set it before anything is started.
     *
     * @throws IllegalStateException "errgroup: modify limit while N goroutines in the group are
     *     still active"
     */
    public void setLimit(int n) {
        if (n < 0) {
            limit = null;
            return;
        }
        int now = active.get();
        if (now != 0) {
            throw new IllegalStateException("errgroup: modify limit while " + now
                    + " goroutines in the group are still active");
        }
        limit = new Semaphore(n);
    }

    // ---- go -------------------------------------------------------------------------------------

    /**
     * Runs {@code f} in a new goroutine. Waits first while the limit is reached.
     *
     * @throws UncheckedInterruptedException if interrupted while it would wait; {@code f} is not
     *     started
     */
    public void go(Func f) {
        start(Objects.requireNonNull(f, "go of nil func value"), f, Context.background());
    }

    /**
     * Runs {@code f} as {@link #go(Func)} does, unless {@code ctx} is done before the limit allows
     * it. After the first failure, {@code go(group.context(), f)} starts nothing.
     *
     * @throws ContextException the context's error; {@code f} is not started
     * @throws UncheckedInterruptedException if interrupted while it would wait; {@code f} is not
     *     started
     */
    public void go(Context ctx, Func f) {
        Objects.requireNonNull(f, "go of nil func value");
        ContextException.throwIfDone(ctx);
        start(f, f, ctx);
    }

    /** Calls {@code f} as {@link #go(Func)} does; the caller evaluates the argument here. */
    public <A extends @Nullable Object> void go(Func.Of1<? super A> f, A a) {
        Objects.requireNonNull(f, "go of nil func value");
        start(f, () -> f.call(a), Context.background());
    }

    /** Calls {@code f} as {@link #go(Func)} does; the caller evaluates the arguments here. */
    public <A extends @Nullable Object, B extends @Nullable Object> void go(
            Func.Of2<? super A, ? super B> f, A a, B b) {
        Objects.requireNonNull(f, "go of nil func value");
        start(f, () -> f.call(a, b), Context.background());
    }

    /** Calls {@code f} as {@link #go(Func)} does; the caller evaluates the arguments here. */
    public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> void go(
            Func.Of3<? super A, ? super B, ? super C> f, A a, B b, C c) {
        Objects.requireNonNull(f, "go of nil func value");
        start(f, () -> f.call(a, b, c), Context.background());
    }

    /** Calls {@code f} as {@link #go(Func)} does; the caller evaluates the arguments here. */
    public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, D extends @Nullable Object> void go(
            Func.Of4<? super A, ? super B, ? super C, ? super D> f, A a, B b, C c, D d) {
        Objects.requireNonNull(f, "go of nil func value");
        start(f, () -> f.call(a, b, c, d), Context.background());
    }

    /** Calls {@code f} as {@link #go(Func)} does; the caller evaluates the arguments here. */
    public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object, D extends @Nullable Object, E extends @Nullable Object> void go(
            Func.Of5<? super A, ? super B, ? super C, ? super D, ? super E> f, A a, B b, C c, D d,
            E e) {
        Objects.requireNonNull(f, "go of nil func value");
        start(f, () -> f.call(a, b, c, d, e), Context.background());
    }

    /**
     * Runs {@code f} in a new goroutine if the limit allows one more. Does not wait.
     *
     * @return whether it was started
     */
    @CheckReturnValue
    public boolean tryGo(Func f) {
        Objects.requireNonNull(f, "go of nil func value");
        StackRoom.checkMore();
        Semaphore room = limit;
        if (room != null && !room.tryAcquire()) {
            return false;
        }
        start(f, f, room);
        return true;
    }

    private void start(Object function, Func f, Context ctx) {
        StackRoom.checkMore();
        Semaphore room = limit;
        if (room != null) {
            room.acquire(ctx);
        }
        start(function, f, room);
    }

    private void start(Object function, Func f, @Nullable Semaphore room) {
        active.incrementAndGet();
        running.add(1);
        try {
            G.start(function, () -> run(f), new Ended(this, room));
        } catch (Throwable e) {
            ended(room); // no memory for a goroutine
            throw e;
        }
    }

    private record Ended(ErrGroup of, @Nullable Semaphore room) implements ExitHook {
        @Override
        public void run() {
            of.ended(room);
        }

        @Override
        public OwnedTarget group() {
            return of.running.group();
        }
    }

    private void run(Func f) {
        try {
            f.call();
        } catch (Goexit e) {
            throw e;
        } catch (Error e) {
            fail(e);
            throw e;
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void fail(Throwable e) {
        if (RaceEvents.ON) {
            RaceEvents.releaseMerge(failure);
        }
        failure.compareAndSet(null, e);
    }

    /**
     * Ends one function, after its Error, if any, is reported. Otherwise a goroutine could learn of
     * the Error first and end the program well.
     */
    private void ended(@Nullable Semaphore room) {
        try {
            Throwable first = failure.get();
            if (first != null) {
                if (RaceEvents.ON) {
                    RaceEvents.acquire(failure); // another function may have failed first
                }
                context.cancel(first);
            }
        } finally {
            active.decrementAndGet();
            if (room != null) {
                room.release();
            }
            running.done();
        }
    }

    // ---- await ----------------------------------------------------------------------------------

    /**
     * Waits until all functions have ended, then cancels {@link #context}.
     *
     * @throws CompletionException if a function failed, with the first failure as its cause. The
     *     exception's stack is the waiter's; its cause's stack is that of the failed function.
     * @throws UncheckedInterruptedException if interrupted while it would wait; the group continues
     */
    public void await() {
        running.await();
        finish();
    }

    /**
     * Waits as {@link #await()} does, unless {@code ctx} is done before. The group then continues,
     * and can be waited for again.
     *
     * @throws ContextException the error of {@code ctx}
     */
    public void await(Context ctx) {
        running.await(ctx);
        finish();
    }

    /**
     * Waits as {@link #await()} does, for at most {@code d}. If the time runs out, the group
     * continues, and can be waited for again.
     *
     * @return whether all have ended in time
     * @throws CompletionException if all have ended and one failed
     * @throws UncheckedInterruptedException if interrupted while it would wait; the group continues
     */
    @CheckReturnValue
    public boolean await(Duration d) {
        boolean ended = running.await(d);
        if (ended) {
            finish();
        }
        return ended;
    }

    /**
     * Waits as {@link #await()} does, but returns the first failure instead of throwing it: Go's
     * {@code err := g.Wait()}. For a caller that continues after a failure, and for a goroutine
     * that only has to know that all have ended, for instance to close the channel of their
     * results. {@code await} still throws the failure afterwards.
     *
     * @return the first failure, which is not wrapped; null if no function has failed
     * @throws UncheckedInterruptedException if interrupted while it would wait; the group continues
     */
    public @Nullable Throwable quietlyAwait() {
        running.await();
        return end();
    }

    /**
     * Waits as {@link #quietlyAwait()} does, unless {@code ctx} is done before. The group then
     * continues, and can be waited for again.
     *
     * @return the first failure, which is not wrapped; null if no function has failed
     * @throws ContextException the error of {@code ctx}
     * @throws UncheckedInterruptedException if interrupted while it would wait; the group continues
     */
    public @Nullable Throwable quietlyAwait(Context ctx) {
        running.await(ctx);
        return end();
    }

    private @Nullable Throwable end() {
        Throwable first = failure.get();
        context.cancel(first);
        return first;
    }

    private void finish() {
        Throwable first = end();
        if (first != null) {
            throw new CompletionException(SafeThrowable.text(first), first);
        }
    }

    /**
     * Cancels {@link #context} and waits until all functions have ended: after the block no
     * goroutine of the group is left. Throws no failure of a function: call {@link #await} at the
     * end of the block for that.
     *
     * @throws UncheckedInterruptedException if interrupted while it would wait; the group continues
     */
    @Override
    public void close() {
        context.cancel(failure.get());
        running.await();
    }

    /** Shows how many run and whether one has failed: for people, not for programs. */
    @Override
    public String toString() {
        Throwable first = failure.get();
        return "ErrGroup[" + active.get()
                + (first == null ? "]" : ", failed: " + SafeThrowable.text(first) + "]");
    }
}
