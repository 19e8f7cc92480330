package dev.jopher.sync;

import java.time.Duration;
import java.util.Date;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.base.SpinLock;
import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Spin;
import dev.jopher.internal.goroutine.WaitQueue;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.goroutine.Waiter;
import dev.jopher.internal.sched.GoRuntime;
import dev.jopher.internal.time.Timers;
import dev.jopher.internal.track.Trace;
import dev.jopher.sync.WaitPoint.Outcome;
import dev.jopher.sync.WaitPoint.WaitMode;

/**
 * Waits for, and announces, changes of the state that a lock protects: Go's {@code sync.Cond}.
 *
 * {@snippet :
 * var mu = new Mutex();
 * var changed = new Cond(mu);
 * var jobs = new ArrayDeque<String>();
 * go(() -> {
 *     try (var _ = mu.hold()) {
 *         while (jobs.isEmpty()) {
 *             changed.await();
 *         }
 *         IO.println(jobs.remove());
 *     }
 * });
 * try (var _ = mu.hold()) {
 *     jobs.add("wash the sheep");
 *     changed.signal();
 * }
 * }
 *
 * <p>Works with any {@link Lock}. The goroutine that waits must hold it, once; the one that signals
 * need not. The longest waiter is woken first, and there are no spurious wake-ups. Still wait in a
 * loop: another goroutine may change the state before the woken one has the lock again.
 *
 * <p>Every wait unlocks the lock, and locks it again however the wait ends; that step ignores
 * interrupts. Interrupts and timeouts never lose a signal. A waiter that was signalled returns
 * normally, with the flag still set; one that was not leaves the signal to others. Unlike {@link
 * Condition}, an interrupt ends a wait with an unchecked exception, and leaves the flag set, as
 * everywhere in this library.
 *
 * <p>A signal happens-before the return of the wait that it ends.
 */
public final class Cond implements Condition {
    private final Lock locker;
    private final WaitPoint waitPoint =
            new WaitPoint(Trace.ON ? new CondTrace(this) : new SpinLock(),
                    new WaitQueue(), WaitReason.COND_WAIT, this);

    /**
     * Number of waits so far. May overflow; guarded by the queue's lock. A waiter holds the number
     * of its turn. Once signalled, it holds the number of the last waiter of that moment.
     */
    private int turns;

    /** Makes a condition of the state that {@code locker} protects. */
    public Cond(Lock locker) {
        this.locker = Objects.requireNonNull(locker);
    }

    /**
     * Makes a condition of the state that {@code mu} protects, for goroutines that lock it for
     * writing: {@code sync.NewCond(&mu)}.
     */
    public Cond(RWMutex mu) {
        this(mu.writeLock());
    }

    /** Returns the lock that it was made with: Go's field {@code L}. */
    public Lock locker() {
        return locker;
    }

    // ---- await ----------------------------------------------------------------------------------

    /**
     * Unlocks the lock, waits for a signal, and locks it again.
     *
     * @throws UncheckedInterruptedException if interrupted before there was a signal; the lock is
     *     locked again
     * @throws IllegalMonitorStateException thrown by the lock, if it is not held
     */
    @Override
    public void await() {
        interruptibly(WaitMode.INTERRUPTIBLE);
    }

    /**
     * Waits as {@link #await()} does, unless {@code ctx} is done before there is a signal. Does not
     * wait if it is done already.
     *
     * @throws ContextException the context's error; the lock is locked again
     * @throws UncheckedInterruptedException if interrupted before there was a signal; the lock is
     *     locked again
     */
    public void await(Context ctx) {
        ContextException.throwIfDone(ctx);
        if (interruptibly(WaitMode.until(ctx)) == Outcome.CANCELED) {
            throw ContextException.of(ctx);
        }
    }

    /**
     * Waits as {@link #await()} does, for at most {@code d}.
     *
     * @return whether there was a signal
     * @throws UncheckedInterruptedException if interrupted before there was a signal; the lock is
     *     locked again
     */
    @CheckReturnValue
    public boolean await(Duration d) {
        return interruptibly(WaitMode.until(WaitPoint.deadline(d))) != Outcome.TIMED_OUT;
    }

    /** Waits as {@link #await()} does, but ignores interrupts; the flag stays set. */
    @Override
    public void awaitUninterruptibly() {
        var _ = unlockAndAwait(WaitMode.UNINTERRUPTIBLE);
    }

    /**
     * Waits as {@link #await()} does, for at most {@code nanos}.
     *
     * @return how much of it is left; not positive if the time has run out
     * @throws UncheckedInterruptedException if interrupted before there was a signal; the lock is
     *     locked again
     */
    @Override
    public long awaitNanos(long nanos) {
        long deadline = Timers.shared().deadline(nanos);
        Outcome outcome = interruptibly(WaitMode.until(deadline));
        long left = deadline - GoRuntime.scheduler().nanoTime();
        return outcome == Outcome.TIMED_OUT ? Math.min(left, 0) : left;
    }

    /**
     * Waits as {@link #await()} does, for at most {@code time}.
     *
     * @return whether there was a signal
     * @throws UncheckedInterruptedException if interrupted before there was a signal; the lock is
     *     locked again
     */
    @Override
    public boolean await(long time, TimeUnit unit) {
        long deadline = Timers.shared().deadline(unit.toNanos(time));
        return interruptibly(WaitMode.until(deadline)) != Outcome.TIMED_OUT;
    }

    /**
     * Waits as {@link #await()} does, at most until {@code deadline}.
     *
     * @return whether there was a signal
     * @throws UncheckedInterruptedException if interrupted before there was a signal; the lock is
     *     locked again
     */
    @Override
    public boolean awaitUntil(Date deadline) {
        long now = GoRuntime.scheduler().now().toEpochMilli();
        return await(Math.max(deadline.getTime(), now) - now, TimeUnit.MILLISECONDS);
    }

    private Outcome interruptibly(WaitMode mode) {
        Outcome outcome = unlockAndAwait(mode);
        if (outcome == Outcome.INTERRUPTED) {
            throw waitPoint.interrupted();
        }
        return outcome;
    }

    /** Enqueues the waiter before the lock is unlocked, so that it misses no later signal. */
    private Outcome unlockAndAwait(WaitMode mode) {
        StackRoom.checkMore();
        Waiter w = new Waiter(G.current(), null);
        waitPoint.lock.lock();
        try {
            waitPoint.queue.enqueue(w);
            w.number(++turns);
        } finally {
            waitPoint.lock.unlock();
        }
        try {
            locker.unlock();
        } catch (Throwable e) {
            if (!waitPoint.leave(w)) {
                passOn(w);
            }
            throw e;
        }
        try {
            Outcome outcome = mode.await(waitPoint, w);
            if (RaceEvents.ON && outcome == Outcome.SERVED) {
                RaceEvents.acquire(w);
            }
            return outcome;
        } finally {
            lockAgain();
        }
    }

    /** Locks without fail, because the waiter has a finally block that unlocks. */
    private void lockAgain() {
        try {
            locker.lock();
        } catch (StackOverflowError | OutOfMemoryError e) { // cannot park
            while (!locker.tryLock()) {
                yieldIfPossible();
            }
        }
    }

    private static void yieldIfPossible() {
        try {
            GoRuntime.scheduler().yield();
        } catch (StackOverflowError | OutOfMemoryError e) {
            Spin.doSpin();
        }
    }

    // ---- signal ---------------------------------------------------------------------------------

    /** Wakes the longest waiter, if there is one. Does not wait; the lock need not be held. */
    @Override
    public void signal() {
        StackRoom.checkEnd();
        Waiter w;
        waitPoint.lock.lock();
        try {
            w = waitPoint.queue.dequeue();
            if (w != null) {
                w.number(turns);
                if (RaceEvents.ON) {
                    RaceEvents.release(w);
                }
            }
        } finally {
            waitPoint.lock.unlock();
        }
        if (Trace.ON) {
            trace().signalled(w);
        }
        if (w != null) {
            w.g.ready();
        }
    }

    /**
     * Passes on a signal whose waiter, {@code from}, could not unlock. The signal is owed to the
     * first of those that waited when it was given; none of them has a number after that of {@code
     * from}. A waiter that came later is not owed it.
     */
    private void passOn(Waiter from) {
        int last = from.number();
        Waiter w = null;
        waitPoint.lock.lock();
        try {
            Waiter first = waitPoint.queue.peek();
            if (first != null && first.number() - last <= 0) {
                w = waitPoint.queue.dequeue();
                first.number(last);
                if (RaceEvents.ON) {
                    RaceEvents.copy(from, first);
                }
            }
        } finally {
            waitPoint.lock.unlock();
        }
        if (w != null) {
            w.g.ready();
        }
    }

    /** Wakes all waiters. Does not wait; the lock need not be held. */
    @Override
    public void signalAll() {
        StackRoom.checkEnd();
        Waiter all;
        waitPoint.lock.lock();
        try {
            all = waitPoint.queue.drain();
            for (Waiter w = RaceEvents.ON ? all : null; w != null; w = w.following()) {
                RaceEvents.release(w);
            }
        } finally {
            waitPoint.lock.unlock();
        }
        if (Trace.ON) {
            trace().signalled(all);
        }
        WaitQueue.readyAll(all);
    }

    private CondTrace trace() {
        return (CondTrace) waitPoint.lock;
    }

    /** Calls {@link #signalAll}, under Go's name. */
    public void broadcast() {
        signalAll();
    }

    /** Shows its lock: for people, not for programs. */
    @Override
    public String toString() {
        boolean ours = locker instanceof Mutex || locker instanceof ReadLock
                || locker instanceof WriteLock;
        // The toString of another class might wait.
        return "Cond of " + (ours ? locker : locker.getClass().getName());
    }
}
