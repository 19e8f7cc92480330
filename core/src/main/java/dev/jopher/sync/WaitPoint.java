package dev.jopher.sync;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.Unit;
import dev.jopher.internal.base.SpinLock;
import dev.jopher.internal.deadlock.LockCycleDetector;
import dev.jopher.internal.goroutine.OwnedTarget;
import dev.jopher.internal.goroutine.WaitQueue;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.goroutine.WaitTarget;
import dev.jopher.internal.goroutine.Waiter;
import dev.jopher.internal.time.RuntimeTimer;
import dev.jopher.internal.time.Timers;
import dev.jopher.internal.track.Trace;
import org.jspecify.annotations.Nullable;

/**
 * The place at which all of this package waits: a queue under a short lock. A wait ends when the
 * waiter is served, interrupted or timed out, or when the context is done. It is one class, because
 * a waiter that gives up races with its waker, and the rule is always the same: <em>the thread that
 * dequeues the waiter, under the lock, decides</em>.
 *
 * <p>Before one of the methods is called, the waiter is in the queue, and the lock is free. If the
 * method throws, because the thread could not park or there was no memory, the waiter has left the
 * queue unserved.
 *
 * <p>A waiter may wait again in the same queue for the same context or moment. A timer or context
 * that is late to end the first wait then ends the second, which is right.
 */
final class WaitPoint implements OwnedTarget {
    /** How a wait ended. */
    enum Outcome {
        /** A waker dequeued the waiter: it has what it waited for. */
        SERVED,
        /**
         * This and the following: the waiter dequeued itself, or was dequeued by the timer or
         * context, and has nothing.
         */
        INTERRUPTED,
        CANCELED,
        TIMED_OUT
    }

    /** The events that may end a wait: one of the methods below. */
    interface WaitMode {
        Outcome await(WaitPoint point, Waiter w);

        /** Waits by {@link WaitPoint#uninterruptibly}. */
        WaitMode UNINTERRUPTIBLE = (point, w) -> {
            point.uninterruptibly(w);
            return Outcome.SERVED;
        };

        /** Waits by {@link WaitPoint#awaitAbandonably}. */
        WaitMode INTERRUPTIBLE = WaitPoint::awaitAbandonably;

        /** Returns the mode of {@link WaitPoint#until(Context, Waiter)}. */
        static WaitMode until(Context ctx) {
            return (point, w) -> point.until(ctx, w);
        }

        /** Returns the mode of {@link WaitPoint#until(long, Waiter)}. */
        static WaitMode until(long when) {
            return (point, w) -> point.until(when, w);
        }
    }

    /** Loads the class before the first goroutine waits. See {@code Parking}. */
    @SuppressWarnings("unused")
    private static final Outcome[] OUTCOMES = Outcome.values();

    private static final Context.Registration NOTHING = () -> false;

    /** Guards the queue, and whatever else its owner needs. */
    final SpinLock lock;

    final WaitQueue queue;
    private final WaitReason why;
    private final Object on;

    WaitPoint(SpinLock lock, WaitQueue queue, WaitReason why, Object on) {
        this.lock = lock;
        this.queue = queue;
        this.why = why;
        this.on = on;
    }

    /** Makes one with a lock and a queue of its own. */
    WaitPoint(WaitReason why, Object on) {
        this(new SpinLock(), new WaitQueue(), why, on);
    }

    /** Waits until served. An interrupt does not end the wait, and the flag stays set. */
    void uninterruptibly(Waiter w) {
        LockCycleDetector.requestCheck();
        try {
            w.g.park(why, this);
        } catch (Error e) {
            if (leave(w)) {
                throw e;
            }
        }
    }

    /** Waits until served or interrupted. */
    Outcome interruptibly(Waiter w) {
        try {
            if (w.g.parkInterruptibly(why, this)) {
                return Outcome.SERVED;
            }
        } catch (Error e) {
            if (leave(w)) {
                throw e;
            }
            return Outcome.SERVED;
        }
        if (withdraw(w)) {
            return Outcome.INTERRUPTED;
        }
        uninterruptibly(w); // a waker was faster than the interrupt
        return Outcome.SERVED;
    }

    /** Waits until served or interrupted, or until {@code ctx} is done. */
    Outcome until(Context ctx, Waiter w) {
        Context.Registration stop;
        try {
            stop = registerGiveUp(ctx, w);
        } catch (RuntimeException | Error e) {
            if (leave(w)) {
                throw e;
            }
            return Outcome.SERVED;
        }
        try {
            return awaitOutcome(w);
        } finally {
            stopIgnoringErrors(stop);
        }
    }

    private Context.Registration registerGiveUp(Context ctx, Waiter w) {
        return ctx.done() == Channel.<Unit>never()
                ? NOTHING
                : ctx.afterFunc(() -> giveUp(w, Outcome.CANCELED));
    }

    /**
     * Stops the registration and ignores failures: a waiter that was served must return. A
     * registration that cannot be stopped later finds no waiter.
     */
    private static void stopIgnoringErrors(Context.Registration stop) {
        try {
            var _ = stop.stop();
        } catch (RuntimeException | Error e) {
            // a context of the user failed, or there is no memory
        }
    }

    /**
     * Waits until served or interrupted, or until the moment {@code when} of the scheduler's clock.
     */
    Outcome until(long when, Waiter w) {
        RuntimeTimer timer;
        try {
            timer = new RuntimeTimer(() -> giveUp(w, Outcome.TIMED_OUT));
            Timers.shared().set(timer, when);
        } catch (RuntimeException | Error e) {
            if (leave(w)) {
                throw e;
            }
            return Outcome.SERVED;
        }
        try {
            return awaitOutcome(w);
        } finally {
            Timers.shared().remove(timer);
        }
    }

    /**
     * Returns the moment {@code d} from now, for {@link #until(long, Waiter)}. A duration of more
     * than 292 years is cut.
     */
    static long deadline(Duration d) {
        return Timers.shared().deadline(TimeUnit.NANOSECONDS.convert(d));
    }

    private Outcome awaitOutcome(Waiter w) {
        Outcome outcome = awaitAbandonably(w);
        return w.element instanceof Outcome other ? other : outcome;
    }

    /**
     * Waits as {@link #interruptibly} does, and marks the goroutine as one that may give up: such a
     * goroutine is in no deadlock.
     */
    private Outcome awaitAbandonably(Waiter w) {
        w.g.cancellable(true);
        try {
            return interruptibly(w);
        } finally {
            w.g.cancellable(false);
        }
    }

    /** Abandons the wait, on behalf of the waiter. */
    private void giveUp(Waiter w, Outcome outcome) {
        lock.lock();
        try {
            if (!queue.remove(w)) {
                return;
            }
            w.element = outcome;
        } finally {
            lock.unlock();
        }
        w.g.ready();
    }

    private boolean withdraw(Waiter w) {
        lock.lock();
        try {
            return queue.remove(w);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Dequeues a waiter that cannot park, or must not. Returns false if it lost the race: it was
     * served, and need not wait.
     */
    boolean leave(Waiter w) {
        if (withdraw(w)) {
            return true;
        }
        w.g.awaitReady();
        return false;
    }

    /** Throws the failure of an abandoned wait, for callers that have nothing to clean up. */
    void throwUnlessServed(Outcome outcome, Context ctx) {
        switch (outcome) {
            case SERVED, TIMED_OUT -> {}
            case INTERRUPTED -> throw interrupted();
            case CANCELED -> throw ContextException.of(ctx);
        }
    }

    @Override
    public String describe() {
        return on + " " + WaitTarget.address(on);
    }

    @Override
    public Object identity() {
        return on;
    }

    @Override
    public long[] holders() {
        return switch (on) {
            case MutexState mu -> mu.holders();
            case RWMutexState mu -> mu.holders(this);
            default -> NO_HOLDERS;
        };
    }

    @Override
    public boolean isOnce() {
        return on instanceof Mutex mu && mu.isOfOnce();
    }

    @Override
    public boolean isOver() {
        return on instanceof WaitGroup group && group.isZero();
    }

    @Override
    public @Nullable StackTraceElement takenAt(long thread) {
        return on instanceof MutexState mu ? mu.takenAt(thread)
                : on instanceof RWMutexState mu ? mu.takenAt(this, thread) : null;
    }

    @Override
    public String history(WaitReason reason) {
        return lock instanceof Trace trace ? trace.history(reason) : "";
    }

    @Override
    public boolean isHolderPending() {
        return on instanceof RWMutexState mu && mu.isHolderPending(this);
    }

    UncheckedInterruptedException interrupted() {
        return new UncheckedInterruptedException(why.toString());
    }
}
