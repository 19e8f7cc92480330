package dev.jopher.sync;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.runtime.G;
import dev.jopher.runtime.GoRuntime;
import dev.jopher.runtime.ShortLock;
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
 * <p>First come, first served: one who waits for much holds back those after him, whatever little they want,
 * and so is not starved by them. Only while one who has been woken is on his way may others take what is there; after a
 * millisecond nobody overtakes him any more. Nobody owns what was acquired: any thread may release it.
 *
 * <p>A {@code release} happens-before the return of an {@code acquire}, and of a {@code tryAcquire} that is
 * true, that needed it.
 */
/*
 * A count and a queue under a short lock. A release that finds enough for the first in the queue wakes him, but gives him
 * nothing: he takes it himself when he runs. So there is at most one who is on his way, and until he has come the
 * queue is his business: he takes what he wants, and wakes the next if there is enough left, or goes back to its head. If
 * what is released were handed over at once, nobody could acquire without a switch of goroutines once one had to
 * wait (SemaphoreContended 560 ns, so 20); hence that is done only for one who has waited for long.
 */
public final class Semaphore {
    /** Tests change it. */
    int starvationNanos = 1_000_000;

    private final long size;

    private final ShortLock lock = new ShortLock();
    private final WaitQueue waiters = new WaitQueue();
    private final Waiting waiting = new Waiting(lock, waiters, WaitReason.SEMACQUIRE, this);
    private long held;

    /** Whether one has been woken, and has not come yet. He stands in no queue. */
    private boolean onHisWay;

    /** What one wants who waits, and since when. */
    private record Request(long n, long since) {}

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
        if (acquireOrWait(n, ctx) && ctx.err() != null) {
            // It was done before there was enough, and only the news came late.
            release(n);
            throw ContextException.of(ctx);
        }
    }

    /** {@link #tryAcquire(long) tryAcquire(1)}. */
    @CheckReturnValue
    public boolean tryAcquire() {
        return tryAcquire(1);
    }

    /**
     * Holds {@code n} more if that needs no waiting, and nobody waits already for more than there is. Does not wait.
     *
     * @return whether it is held
     * @throws IllegalArgumentException "semaphore: n &lt; 0"
     */
    @CheckReturnValue
    public boolean tryAcquire(long n) {
        checkWeight(n);
        return take(n);
    }

    /** Returns whether it had to wait. */
    private boolean acquireOrWait(long n, Context ctx) {
        if (take(n)) {
            return false;
        }
        var request = new Request(n, GoRuntime.scheduler().nanoTime());
        Waiter w = new Waiter(G.current(), request);
        if (takeOrEnqueue(w, n)) {
            return false;
        }
        do {
            await(w, ctx);
        } while (!w.success && !takeOrGoBack(w, n));
        return true;
    }

    /** Takes {@code n} if there is as much, and nobody waits for more than there is. */
    private boolean take(long n) {
        lock.lock();
        try {
            return takeIfFree(n);
        } finally {
            lock.unlock();
        }
    }

    private boolean takeIfFree(long n) {
        boolean free = n <= size - held && (onHisWay || waiters.isEmpty());
        if (free) {
            held += n;
        }
        return free;
    }

    private boolean takeOrEnqueue(Waiter w, long n) {
        lock.lock();
        try {
            boolean free = takeIfFree(n);
            if (!free) {
                waiters.enqueue(w);
            }
            return free;
        } finally {
            lock.unlock();
        }
    }

    /** By the one who has been woken. */
    private boolean takeOrGoBack(Waiter w, long n) {
        lock.lock();
        try {
            onHisWay = false;
            if (n > size - held) {
                waiters.enqueueFirst(w);
                return false;
            }
            held += n;
        } finally {
            lock.unlock();
        }
        serveThoseWhoFit();
        return true;
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

    /** In a queue of its own that nobody serves. */
    private void waitInVain(Context ctx) {
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
        boolean somebodyWaits;
        lock.lock();
        try {
            if (n > held) {
                throw new IllegalStateException("semaphore: released more than held");
            }
            held -= n;
            somebodyWaits = !onHisWay && !waiters.isEmpty();
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

    /** One to be made ready: with what he wants if he has waited for long, else to take it himself. */
    private @Nullable Waiter takeFirstIfItFits() {
        lock.lock();
        try {
            Waiter first = waiters.peek();
            if (onHisWay || first == null || !(first.element instanceof Request r)
                    || r.n > size - held) {
                return null;
            }
            first.success = GoRuntime.scheduler().nanoTime() - r.since > starvationNanos;
            if (first.success) {
                held += r.n;
            } else {
                onHisWay = true;
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
        lock.lock();
        try {
            return "Semaphore[" + held + " of " + size + " held]";
        } finally {
            lock.unlock();
        }
    }
}
