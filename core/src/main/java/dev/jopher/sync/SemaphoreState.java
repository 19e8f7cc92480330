package dev.jopher.sync;

import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.internal.base.SpinLock;
import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.WaitQueue;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.goroutine.Waiter;
import dev.jopher.internal.sched.GoRuntime;
import org.jspecify.annotations.Nullable;

/** What a {@link Semaphore} does, without the methods that its users call. */
/*
 * A count and a queue under a short lock. A release that finds enough for the first in the queue
 * takes it out and wakes it, but gives it nothing: the waiter takes what it wants when it runs.
 * Then it is on its way, in no queue, and there is at most one such. When it comes, it takes what
 * it wants and wakes the next if there is enough left, or goes back to the head of the queue. If
 * what is released were handed over at once, each acquire would cost a switch of goroutines once
 * one had to wait (SemaphoreContended 560 ns, so 20).
 *
 * Others may overtake the one on its way, but only until it has waited for a millisecond. So
 * those who would overtake look at the clock. A waiter that has waited as long when there is
 * enough for it is promised that: it is taken off what is free, and any number can be on their
 * way so. Nothing is held by a promise yet. The waiter makes it held when it comes; or it gives
 * it back, if its context was done first, and to the others that is as if it had stood in the
 * queue until then.
 *
 * The invariants, whenever the lock is free: held + promised <= size. What is in the queue began
 * to wait after the one on its way and after all that were promised something, in the order of
 * the queue. If the first in the queue would find enough, then one is on its way, or a thread is
 * about to call wakeEligible.
 */
abstract sealed class SemaphoreState permits Semaphore {
    /** Tests change it. */
    int starvationNanos = 1_000_000;

    final long size;

    private final SpinLock lock = new SpinLock();
    private final WaitQueue waiters = new WaitQueue();
    private final WaitPoint waitPoint = new WaitPoint(lock, waiters, WaitReason.SEMACQUIRE, this);
    private long held;

    /** What belongs to waiters that have been woken, and have not come yet. */
    private long promised;

    /** The one that has been woken, was promised nothing, and has not come yet. */
    private @Nullable Request wakeInFlight;

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

    SemaphoreState(long size) {
        this.size = size;
    }

    // ---- acquire --------------------------------------------------------------------------------

    final void acquireOrWait(long n, Context ctx) {
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
        wakeEligible();
    }

    /** Takes {@code n} if there is as much, and overtakes no waiter that must not be overtaken. */
    final boolean take(long n) {
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
        Request first = wakeInFlight;
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

    /** Takes, after it has been woken, or goes back to the head of the queue. */
    private boolean takeOrGoBack(Waiter w, Request r) {
        lock.lock();
        try {
            arrive(r);
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

    /** Records that it is no longer on its way. */
    private void arrive(Request r) {
        if (r.isPromised) {
            r.isPromised = false;
            promised -= r.n;
        } else {
            wakeInFlight = null;
        }
    }

    private void await(Waiter w, Context ctx) {
        WaitPoint.Outcome outcome = WaitPoint.Outcome.INTERRUPTED;
        try {
            outcome = waitPoint.until(ctx, w);
        } finally {
            if (outcome != WaitPoint.Outcome.SERVED) {
                wakeEligible(); // it may have been first, and too large
            }
        }
        waitPoint.throwUnlessServed(outcome, ctx);
    }

    /**
     * Checks, after it has been woken, whether the context was done before, and gives back then.
     */
    private void throwIfDone(Context ctx, Request r) {
        try {
            ContextException.throwIfDone(ctx);
        } catch (Throwable e) {
            lock.lock();
            arrive(r);
            lock.unlock();
            wakeEligible();
            throw e;
        }
    }

    /** Waits in a queue of its own that no release serves. */
    final void awaitCancellation(Context ctx) {
        StackRoom.check();
        WaitQueue forever = new WaitQueue();
        WaitPoint point = new WaitPoint(lock, forever, WaitReason.SEMACQUIRE, this);
        Waiter w = new Waiter(G.current(), null);
        lock.lock();
        forever.enqueue(w);
        lock.unlock();
        point.throwUnlessServed(point.until(ctx, w), ctx);
    }

    // ---- release --------------------------------------------------------------------------------

    /** Gives {@code n} back, or throws and changes nothing. */
    final void giveBack(long n) {
        StackRoom.checkEnd();
        boolean hasWaiters;
        lock.lock();
        try {
            if (n > held) {
                throw new IllegalStateException("semaphore: released more than held");
            }
            held -= n;
            hasWaiters = wakeInFlight == null && !waiters.isEmpty();
        } finally {
            lock.unlock();
        }
        if (hasWaiters) {
            wakeEligible();
        }
    }

    private void wakeEligible() {
        for (Waiter w = dequeueEligible(); w != null; w = dequeueEligible()) {
            w.g.ready();
        }
    }

    /**
     * Dequeues one to be woken. One that has waited for long is promised what it wants; others
     * take it.
     */
    private @Nullable Waiter dequeueEligible() {
        lock.lock();
        try {
            Waiter first = waiters.peek();
            if (wakeInFlight != null || first == null || !(first.element instanceof Request r)
                    || r.n > free()) {
                return null;
            }
            if (isStarving(r)) {
                r.isPromised = true;
                promised += r.n;
            } else {
                wakeInFlight = r;
            }
            return waiters.dequeue();
        } finally {
            lock.unlock();
        }
    }

    /** Returns how much is held: for people, not for programs. */
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
