package dev.jopher.sync;

import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.base.SpinLock;
import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.WaitQueue;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.goroutine.Waiter;
import dev.jopher.internal.sched.GoRuntime;
import org.jspecify.annotations.Nullable;

/** The algorithm of {@link Semaphore}, which adds the public methods. */
/*
 * A count and a queue under a short lock. A release that finds enough for the first waiter wakes it
 * but does not hand it the permits: the waiter takes them when it runs. Until then its wake-up is
 * in flight; it is in no queue, and there is at most one such waiter. When it runs, it takes its
 * weight and wakes the next waiter if enough is left, or returns to the head of the queue. If a
 * release handed the permits over, each acquire would cost a switch of goroutines once one had to
 * wait (SemaphoreContended 560 ns, so 20).
 *
 * Other goroutines may overtake the waiter in flight, but only until it has waited for a
 * millisecond. So a goroutine that would overtake checks the clock. A waiter that has waited as
 * long when there is enough for it gets a promise: its weight is no longer free. Any number of
 * waiters with a promise can be in flight. A promise holds nothing yet. The waiter turns it into a
 * held weight when it runs. If its context was done first, it returns the promise; to other
 * goroutines that is as if it had been in the queue until then.
 *
 * The invariants, whenever the lock is free: held + promised <= size. The waiters in the queue
 * began to wait after the one in flight and after all that have a promise, in the order of the
 * queue. If the first waiter would find enough, then a wake-up is in flight, or a thread is about
 * to call wakeEligible.
 */
abstract sealed class SemaphoreState permits Semaphore {
    /** Tests change this value. */
    int starvationNanos = 1_000_000;

    final long size;

    private final SpinLock lock = new SpinLock();
    private final WaitQueue waiters = new WaitQueue();
    private final WaitPoint waitPoint = new WaitPoint(lock, waiters, WaitReason.SEMACQUIRE, this);
    private long held;

    /** Weight that belongs to waiters that have been woken and have not run yet. */
    private long promised;

    /** The request of the waiter that has been woken, was promised nothing, and has not run yet. */
    private @Nullable Request wakeInFlight;

    /** The weight that a waiter wants. Guarded by the lock. */
    private static final class Request {
        final long n;

        /** When its wait began. */
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

    /**
     * Takes {@code n} if as much is free, unless that would overtake a waiter that must go first.
     */
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
            hold(n);
        }
        return free;
    }

    private void hold(long n) {
        held += n;
        if (RaceEvents.ON) {
            RaceEvents.acquire(this);
        }
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

    /** Takes the weight after the waiter has been woken, or returns to the head of the queue. */
    private boolean takeOrGoBack(Waiter w, Request r) {
        lock.lock();
        try {
            arrive(r);
            boolean free = r.n <= free();
            if (free) {
                hold(r.n);
            } else {
                waiters.enqueueFirst(w);
            }
            return free;
        } finally {
            lock.unlock();
        }
    }

    /** Records that the woken waiter runs. */
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
     * Checks, after the wake-up, whether the context was done first. If so, releases the promise
     * and throws.
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

    /** Releases {@code n}, or throws and changes nothing. */
    final void giveBack(long n) {
        StackRoom.checkEnd();
        boolean hasWaiters;
        lock.lock();
        try {
            if (n > held) {
                throw new IllegalStateException("semaphore: released more than held");
            }
            if (RaceEvents.ON) {
                RaceEvents.releaseMerge(this);
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
     * Dequeues the first waiter if it can be served. One that has waited for long is promised its
     * weight; others take it when they run.
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

    /** Shows how much is held: for people, not for programs. */
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
