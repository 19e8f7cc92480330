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
 * Bounds the combined weight of what goroutines use at the same time: Go's {@code
 * golang.org/x/sync/semaphore.Weighted}.
 *
 * {@snippet :
 * var memory = new Semaphore(1 << 30);
 * try (var _ = memory.hold(image.size())) {
 *     resize(image);
 * }
 * }
 *
 * <p>First come, first served, within a millisecond: a goroutine that waits for a large weight
 * holds back later ones, however small theirs is, so they do not starve it. Others may overtake it
 * only while it has been woken and has not run yet. Once it has waited for a millisecond, no {@code
 * acquire} and no {@code tryAcquire} that begins later succeeds before it does. What was acquired
 * has no owner: any thread may release it.
 *
 * <p>A {@code release} happens-before the return of an {@code acquire}, and of a {@code tryAcquire}
 * that is true, that needed it.
 */
public final class Semaphore extends SemaphoreState {
    /** The hold of weight 1. Made at the first use, perhaps twice. */
    private @Nullable Hold hold;

    /**
     * Makes a semaphore of which nothing is held.
     *
     * @param size the largest weight that can be held at the same time
     * @throws IllegalArgumentException "semaphore: size &lt; 0"
     */
    public Semaphore(long size) {
        super(checkSize(size));
        Rehearsal.once();
    }

    // ---- acquire --------------------------------------------------------------------------------

    /** Calls {@link #acquire(long) acquire(1)}. */
    public void acquire() {
        acquire(1);
    }

    /**
     * Waits until {@code n} more can be held, and holds it.
     *
     * @throws IllegalArgumentException "semaphore: n &lt; 0"; also if {@code n} is more than the
     *     size, because that wait would have no end
     * @throws UncheckedInterruptedException if interrupted while it would wait; nothing is acquired
     */
    public void acquire(long n) {
        checkWeight(n);
        if (n > size) {
            throw new IllegalArgumentException("semaphore: acquire " + n + " of " + size);
        }
        acquireOrWait(n, Context.background());
    }

    /** Calls {@link #acquire(Context, long) acquire(ctx, 1)}. */
    public void acquire(Context ctx) {
        acquire(ctx, 1);
    }

    /**
     * Waits until {@code n} more can be held, and holds it, unless {@code ctx} is done first. If it
     * is done already, nothing is acquired. For more than the size it waits until the context is
     * done, and holds no other goroutine back meanwhile.
     *
     * @throws ContextException the context's error; nothing is acquired
     * @throws IllegalArgumentException "semaphore: n &lt; 0"
     * @throws UncheckedInterruptedException if interrupted while it would wait; nothing is acquired
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

    /** Calls {@link #tryAcquire(long) tryAcquire(1)}. */
    @CheckReturnValue
    public boolean tryAcquire() {
        return tryAcquire(1);
    }

    /**
     * Holds {@code n} more if that needs no waiting. Fails if a goroutine already waits for more
     * than is free, or has waited for a millisecond. Does not wait.
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
     * d}. Does not wait if {@code d} is not positive. For more than the size it waits until the
     * time is over.
     *
     * @return whether it is held
     * @throws IllegalArgumentException "semaphore: n &lt; 0"
     * @throws UncheckedInterruptedException if interrupted while it would wait; nothing is acquired
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

    /** Makes the hold before anything is acquired, because there may be no memory for it. */
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

    // ---- release --------------------------------------------------------------------------------

    /** Calls {@link #release(long) release(1)}. */
    public void release() {
        release(1);
    }

    /**
     * Releases {@code n}. The longest waiters that now find enough continue. Does not wait.
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
