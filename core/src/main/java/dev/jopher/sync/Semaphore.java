package dev.jopher.sync;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.runtime.G;
import dev.jopher.runtime.GoRuntime;
import dev.jopher.runtime.Rehearsal;
import dev.jopher.runtime.ShortLock;
import dev.jopher.runtime.StackRoom;
import dev.jopher.runtime.WaitQueue;
import dev.jopher.runtime.WaitReason;
import dev.jopher.runtime.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the combined weight of those who use something at the same time: Go's {@code
 * golang.org/x/sync/semaphore.Weighted}.
 *
 * {@snippet :
 * var memory = new Semaphore(1 << 30);
 * memory.acquire(image.size());
 * try {
 *     resize(image);
 * } finally {
 *     memory.release(image.size());
 * }
 * }
 *
 * <p>First come, first served, within a millisecond: a goroutine that waits for much holds back those after it, whatever
 * little they want, and so is not starved by them. Only while a goroutine that has been woken has not run yet may others take
 * what there is. Once it has waited for a millisecond, no {@code acquire} and no {@code tryAcquire} that begins later
 * succeeds before it does. Nobody owns what was acquired: any thread may release it.
 *
 * <p>A {@code release} happens-before the return of an {@code acquire}, and of a {@code tryAcquire} that is
 * true, that needed it.
 */
/*
 * A count and a queue under a short lock. A release that finds enough for the first in the queue takes it out and wakes it, but
 * gives it nothing: the waiter takes what it wants when it runs. Then it is on its way, in no queue, and there is at most
 * one such. When it comes, it takes what it wants and wakes the next if there is enough left, or goes back to the
 * head of the queue. If what is released were handed over at once, each acquire would cost a switch of goroutines once one
 * had to wait (SemaphoreContended 560 ns, so 20).
 *
 * Others may overtake the one on its way, but only until it has waited for a millisecond. So those who would overtake look at
 * the clock. A waiter that has waited as long when there is enough for it is promised that: it is taken off what is free, and
 * any number can be on their way so. Nothing is held by a promise yet. The waiter makes it held when it comes; or it
 * gives it back, if its context was done first, and to the others that is as if it had stood in the queue until then.
 *
 * The invariants, whenever the lock is free: held + promised <= size. Whoever is in the queue began to wait after the one on
 * its way and after all that were promised something, in the order of the queue. If the first in the queue would find
 * enough, then one is on its way, or somebody is about to call serveThoseWhoFit.
 */
public final class Semaphore {
    /** Tests change it. */
    int starvationNanos = 1_000_000;

    private final long size;

    private final ShortLock lock = new ShortLock();
    private final WaitQueue waiters = new WaitQueue();
    private final Waiting waiting = new Waiting(lock, waiters, WaitReason.SEMACQUIRE, this);
    private long held;

    /** What belongs to waiters that have been woken, and have not come yet. */
    private long promised;

    /** The one that has been woken, was promised nothing, and has not come yet. */
    private @Nullable Request onItsWay;

    /** What a waiter wants. Guarded by the lock. */
    private static final class Request {
        final long n;

        /** Since when it waits. */
        long since;

        boolean isPromised;

        Request(long n) {
            this.n = n;
        }
    }

    /**
     * Makes a semaphore of which nothing is held.
     *
     * @param size how much can be held at the same time
     * @throws IllegalArgumentException "semaphore: size &lt; 0"
     */
    public Semaphore(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("semaphore: size < 0");
        }
        this.size = size;
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
     * @throws IllegalArgumentException "semaphore: n &lt; 0"; also if {@code n} is more than the size, for that
     *     wait would have no end
     * @throws UncheckedInterruptedException if interrupted while it would wait; nothing is acquired
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
     * Waits until {@code n} more can be held, and holds it, unless {@code ctx} is done first; one that is done
     * already acquires nothing. For more than the size it waits until the context is done, and holds back
     * nobody meanwhile.
     *
     * @throws ContextException the context's error; nothing is acquired
     * @throws IllegalArgumentException "semaphore: n &lt; 0"
     * @throws UncheckedInterruptedException if interrupted while it would wait; nothing is acquired
     */
    public void acquire(Context ctx, long n) {
        checkWeight(n);
        ContextException.throwIfDone(ctx);
        if (n > size) {
            waitInVain(ctx);
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
     * Holds {@code n} more if that needs no waiting, and nobody waits already: for more than there is, or since a
     * millisecond. Does not wait.
     *
     * @return whether it is held
     * @throws IllegalArgumentException "semaphore: n &lt; 0"
     */
    @CheckReturnValue
    public boolean tryAcquire(long n) {
        checkWeight(n);
        return take(n);
    }

    private void acquireOrWait(long n, Context ctx) {
        if (take(n)) {
            return;
        }
        Request r = new Request(n);
        Waiter w = new Waiter(G.current(), r);
        if (takeOrEnqueue(w, r)) {
            return;
        }
        do {
            await(w, ctx);
            throwIfDone(ctx, r);
        } while (!takeOrGoBack(w, r));
        serveThoseWhoFit();
    }

    /** Takes {@code n} if there is as much, and overtakes nobody that must not be overtaken. */
    private boolean take(long n) {
        StackRoom.check();
        lock.lock();
        try {
            return takeIfFree(n);
        } finally {
            lock.unlock();
        }
    }

    private boolean takeIfFree(long n) {
        boolean free = n <= free() && mayTake();
        if (free) {
            held += n;
        }
        return free;
    }

    private long free() {
        return size - held - promised;
    }

    private boolean mayTake() {
        Request first = onItsWay;
        return first == null ? promised == 0 && waiters.isEmpty() : !isStarving(first);
    }

    private static long now() {
        return GoRuntime.scheduler().nanoTime();
    }

    private boolean isStarving(Request r) {
        return now() - r.since >= starvationNanos;
    }

    private boolean takeOrEnqueue(Waiter w, Request r) {
        lock.lock();
        try {
            boolean free = takeIfFree(r.n);
            if (!free) {
                r.since = now();
                waiters.enqueue(w);
            }
            return free;
        } finally {
            lock.unlock();
        }
    }

    /** By one that has been woken. */
    private boolean takeOrGoBack(Waiter w, Request r) {
        lock.lock();
        try {
            comes(r);
            boolean free = r.n <= free();
            if (free) {
                held += r.n;
            } else {
                waiters.enqueueFirst(w);
            }
            return free;
        } finally {
            lock.unlock();
        }
    }

    /** It is on its way no more. */
    private void comes(Request r) {
        if (r.isPromised) {
            r.isPromised = false;
            promised -= r.n;
        } else {
            onItsWay = null;
        }
    }

    private void await(Waiter w, Context ctx) {
        Waiting.Outcome outcome = Waiting.Outcome.INTERRUPTED;
        try {
            outcome = waiting.until(ctx, w);
        } finally {
            if (outcome != Waiting.Outcome.SERVED) {
                serveThoseWhoFit(); // it may have been first, and too large
            }
        }
        waiting.throwUnlessServed(outcome, ctx);
    }

    /** By one that has been woken: the context may have been done before, and only the news be late. */
    private void throwIfDone(Context ctx, Request r) {
        try {
            ContextException.throwIfDone(ctx);
        } catch (Throwable e) {
            lock.lock();
            comes(r);
            lock.unlock();
            serveThoseWhoFit();
            throw e;
        }
    }

    /** In a queue of its own that nobody serves. */
    private void waitInVain(Context ctx) {
        StackRoom.check();
        WaitQueue forever = new WaitQueue();
        Waiting inVain = new Waiting(lock, forever, WaitReason.SEMACQUIRE, this);
        Waiter w = new Waiter(G.current(), null);
        lock.lock();
        forever.enqueue(w);
        lock.unlock();
        inVain.throwUnlessServed(inVain.until(ctx, w), ctx);
    }

    // ---- release -------------------------------------------------------------------------------------

    /** {@link #release(long) release(1)}. */
    public void release() {
        release(1);
    }

    /**
     * Gives {@code n} back; those who have waited longest, and now find enough, go on. Does not wait.
     *
     * @throws IllegalStateException "semaphore: released more than held"; nothing has changed
     * @throws IllegalArgumentException "semaphore: n &lt; 0"
     */
    public void release(long n) {
        checkWeight(n);
        StackRoom.checkEnd();
        boolean somebodyWaits;
        lock.lock();
        try {
            if (n > held) {
                throw new IllegalStateException("semaphore: released more than held");
            }
            held -= n;
            somebodyWaits = onItsWay == null && !waiters.isEmpty();
        } finally {
            lock.unlock();
        }
        if (somebodyWaits) {
            serveThoseWhoFit();
        }
    }

    private void serveThoseWhoFit() {
        for (Waiter w = takeFirstIfItFits(); w != null; w = takeFirstIfItFits()) {
            w.g.ready();
        }
    }

    /** One to be woken: it is promised what it wants if it has waited for long, else it is to take that itself. */
    private @Nullable Waiter takeFirstIfItFits() {
        lock.lock();
        try {
            Waiter first = waiters.peek();
            if (onItsWay != null || first == null || !(first.element instanceof Request r)
                    || r.n > free()) {
                return null;
            }
            if (isStarving(r)) {
                r.isPromised = true;
                promised += r.n;
            } else {
                onItsWay = r;
            }
            return waiters.dequeue();
        } finally {
            lock.unlock();
        }
    }

    private static void checkWeight(long n) {
        if (n < 0) {
            throw new IllegalArgumentException("semaphore: n < 0");
        }
    }

    /** Tells how much is held: for people, not for programs. */
    @Override
    public String toString() {
        StackRoom.check();
        lock.lock();
        try {
            return "Semaphore[" + held + " of " + size + " held]";
        } finally {
            lock.unlock();
        }
    }
}
