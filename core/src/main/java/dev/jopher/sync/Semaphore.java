package dev.jopher.sync;

import java.time.Duration;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.CancelContext;
import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.DeadlineExceededException;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.internal.program.Rehearsal;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the combined weight of those who use something at the same time: Go's {@code
 * golang.org/x/sync/semaphore.Weighted}.
 *
 * {@snippet :
 * var memory = new Semaphore(1 << 30);
 * try (var _ = memory.hold(image.size())) {
 *     resize(image);
 * }
 * }
 *
 * <p>First come, first served, within a millisecond: a goroutine that waits for much holds back
 * those after it, whatever little they want, and so is not starved by them. Only while a
 * goroutine that has been woken has not run yet may others take what there is. Once it has waited
 * for a millisecond, no {@code acquire} and no {@code tryAcquire} that begins later succeeds
 * before it does. Nobody owns what was acquired: any thread may release it.
 *
 * <p>A {@code release} happens-before the return of an {@code acquire}, and of a {@code
 * tryAcquire} that is true, that needed it.
 */
public final class Semaphore extends SemaphoreState {
    /** Of one; made at the first use, maybe twice. */
    private @Nullable Hold hold;

    /**
     * Makes a semaphore of which nothing is held.
     *
     * @param size how much can be held at the same time
     * @throws IllegalArgumentException "semaphore: size &lt; 0"
     */
    public Semaphore(long size) {
        super(checkSize(size));
        Rehearsal.once();
    }

    // ---- acquire -------------------------------------------------------------------------------------

    /** {@link #acquire(long) acquire(1)}. */
    public void acquire() {
        acquire(1);
    }

    /**
     * Waits until {@code n} more can be held, and holds it.
     *
     * @throws IllegalArgumentException "semaphore: n &lt; 0"; also if {@code n} is more than the
     *     size, for that wait would have no end
     * @throws UncheckedInterruptedException if interrupted while it would wait; nothing is
     *     acquired
     */
    public void acquire(long n) {
        checkWeight(n);
        if (n > size) {
            throw new IllegalArgumentException("semaphore: acquire " + n + " of " + size);
        }
        acquireOrWait(n, Context.background());
    }

    /** {@link #acquire(Context, long) acquire(ctx, 1)}. */
    public void acquire(Context ctx) {
        acquire(ctx, 1);
    }

    /**
     * Waits until {@code n} more can be held, and holds it, unless {@code ctx} is done first; one
     * that is done already acquires nothing. For more than the size it waits until the context is
     * done, and holds back nobody meanwhile.
     *
     * @throws ContextException the context's error; nothing is acquired
     * @throws IllegalArgumentException "semaphore: n &lt; 0"
     * @throws UncheckedInterruptedException if interrupted while it would wait; nothing is
     *     acquired
     */
    public void acquire(Context ctx, long n) {
        checkWeight(n);
        ContextException.throwIfDone(ctx);
        if (n > size) {
            awaitCancellation(ctx);
            return;
        }
        acquireOrWait(n, ctx);
    }

    /** {@link #tryAcquire(long) tryAcquire(1)}. */
    @CheckReturnValue
    public boolean tryAcquire() {
        return tryAcquire(1);
    }

    /**
     * Holds {@code n} more if that needs no waiting, and nobody waits already: for more than
     * there is, or since a millisecond. Does not wait.
     *
     * @return whether it is held
     * @throws IllegalArgumentException "semaphore: n &lt; 0"
     */
    @CheckReturnValue
    public boolean tryAcquire(long n) {
        checkWeight(n);
        return take(n);
    }

    /** Calls {@link #tryAcquire(long, Duration) tryAcquire(1, d)}. */
    @CheckReturnValue
    public boolean tryAcquire(Duration d) {
        return tryAcquire(1, d);
    }

    /**
     * Waits until {@code n} more can be held, and holds it, unless that takes longer than {@code
     * d}; without waiting if that is not positive. For more than the size it waits until the time
     * is over.
     *
     * @return whether it is held
     * @throws IllegalArgumentException "semaphore: n &lt; 0"
     * @throws UncheckedInterruptedException if interrupted while it would wait; nothing is
     *     acquired
     */
    @CheckReturnValue
    public boolean tryAcquire(long n, Duration d) {
        if (tryAcquire(n)) {
            return true;
        }
        if (!d.isPositive()) {
            return false;
        }
        try (CancelContext ctx = Context.background().withTimeout(d)) {
            acquire(ctx, n);
            return true;
        } catch (DeadlineExceededException e) {
            return false;
        }
    }

    /** Calls {@link #hold(long) hold(1)}. */
    @CheckReturnValue
    public Hold hold() {
        Hold h = held(1);
        acquire(1);
        return h;
    }

    /**
     * Acquires as {@link #acquire(long)} does, for a try statement, which then releases as much.
     *
     * @throws IllegalArgumentException "semaphore: n &lt; 0"; also if {@code n} is more than the
     *     size
     * @throws UncheckedInterruptedException if interrupted while it would wait; nothing is
     *     acquired
     */
    @CheckReturnValue
    public Hold hold(long n) {
        Hold h = held(n);
        acquire(n);
        return h;
    }

    /** Calls {@link #hold(Context, long) hold(ctx, 1)}. */
    @CheckReturnValue
    public Hold hold(Context ctx) {
        return hold(ctx, 1);
    }

    /**
     * Acquires as {@link #acquire(Context, long)} does, for a try statement, which then releases
     * as much.
     *
     * @throws ContextException the context's error; nothing is acquired
     * @throws IllegalArgumentException "semaphore: n &lt; 0"
     * @throws UncheckedInterruptedException if interrupted while it would wait; nothing is
     *     acquired
     */
    @CheckReturnValue
    public Hold hold(Context ctx, long n) {
        Hold h = held(n);
        acquire(ctx, n);
        return h;
    }

    /** Makes what releases, before it is acquired: there may be no memory for it. */
    private Hold held(long n) {
        if (n != 1) {
            return () -> release(n);
        }
        Hold h = hold;
        if (h == null) {
            h = this::release;
            hold = h;
        }
        return h;
    }

    // ---- release -------------------------------------------------------------------------------------

    /** {@link #release(long) release(1)}. */
    public void release() {
        release(1);
    }

    /**
     * Gives {@code n} back; those who have waited longest, and now find enough, go on. Does not
     * wait.
     *
     * @throws IllegalStateException "semaphore: released more than held"; nothing has changed
     * @throws IllegalArgumentException "semaphore: n &lt; 0"
     */
    public void release(long n) {
        checkWeight(n);
        giveBack(n);
    }

    private static long checkSize(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("semaphore: size < 0");
        }
        return size;
    }

    private static void checkWeight(long n) {
        if (n < 0) {
            throw new IllegalArgumentException("semaphore: n < 0");
        }
    }
}
