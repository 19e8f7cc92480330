package dev.jopher.sync;

import java.util.function.BooleanSupplier;

import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.Unit;
import dev.jopher.runtime.G;
import dev.jopher.runtime.GoRuntime;
import dev.jopher.runtime.RuntimeTimer;
import dev.jopher.runtime.ShortLock;
import dev.jopher.runtime.WaitQueue;
import dev.jopher.runtime.WaitReason;
import dev.jopher.runtime.Waiter;

/**
 * How everything in this package waits: in a queue, under a short lock, until served, interrupted, timed out
 * or the context is done. One class, because who gives up and who serves race, and the rule is always the
 * same: <em>who takes the waiter out of the queue, under the lock, decides</em>.
 *
 * <p>The waiter stands in the queue, and the lock is free, when one of the methods is called.
 */
final class Waiting {
    /** How a wait ended. */
    enum Outcome {
        /** A waker took the waiter out of the queue: it has what it waited for. */
        SERVED,
        /** The others: the waiter took itself out, and has nothing. */
        INTERRUPTED,
        CANCELED,
        TIMED_OUT
    }

    private final ShortLock lock;
    private final WaitQueue queue;
    private final WaitReason why;
    private final Object on;

    Waiting(ShortLock lock, WaitQueue queue, WaitReason why, Object on) {
        this.lock = lock;
        this.queue = queue;
        this.why = why;
        this.on = on;
    }

    /** Until served, whatever happens; an interrupt stays set. */
    void uninterruptibly(Waiter w) {
        try {
            w.g.park(why, on);
        } catch (Error e) {
            failed(w, e);
        }
    }

    /** Until served or interrupted. */
    Outcome interruptibly(Waiter w) {
        try {
            if (w.g.parkInterruptibly(why, on)) {
                return Outcome.SERVED;
            }
        } catch (Error e) {
            failed(w, e);
            return Outcome.SERVED;
        }
        if (withdraw(w)) {
            return Outcome.INTERRUPTED;
        }
        w.g.park(why, on); // a waker was faster than the interrupt
        return Outcome.SERVED;
    }

    /** Until served or interrupted, or until {@code ctx} is done. */
    Outcome until(Context ctx, Waiter w) {
        if (ctx.done() == Channel.<Unit>never()) {
            return interruptibly(w);
        }
        boolean[] canceled = new boolean[1];
        BooleanSupplier stop = ctx.afterFunc(() -> giveUp(w, canceled));
        Outcome outcome = interruptibly(w);
        boolean _ = stop.getAsBoolean();
        return canceled[0] ? Outcome.CANCELED : outcome;
    }

    /** Until served or interrupted, or until {@code nanos} have passed. */
    Outcome until(long nanos, Waiter w) {
        boolean[] timedOut = new boolean[1];
        RuntimeTimer timer = new RuntimeTimer(() -> giveUp(w, timedOut));
        GoRuntime.timers().set(timer, GoRuntime.timers().deadline(nanos));
        Outcome outcome = interruptibly(w);
        GoRuntime.timers().remove(timer);
        return timedOut[0] ? Outcome.TIMED_OUT : outcome;
    }

    /** On behalf of the one who waits: the flag is written before, and read after, its park returns. */
    private void giveUp(Waiter w, boolean[] flag) {
        G g = w.g;
        lock.lock();
        try {
            if (!queue.remove(w)) {
                return;
            }
            flag[0] = true;
        } finally {
            lock.unlock();
        }
        g.ready();
    }

    private boolean withdraw(Waiter w) {
        lock.lock();
        try {
            return queue.remove(w);
        } finally {
            lock.unlock();
        }
    }

    /** The thread could not park: it leaves the queue, or takes what it was served meanwhile. */
    private void failed(Waiter w, Error e) {
        if (withdraw(w)) {
            throw e;
        }
        w.g.awaitReady();
    }

    /** For those who have nothing to clean up after a wait that was in vain. */
    void throwUnlessServed(Outcome outcome, Context ctx) {
        switch (outcome) {
            case SERVED, TIMED_OUT -> {}
            case INTERRUPTED -> throw interrupted();
            case CANCELED -> throw ContextException.of(ctx);
        }
    }

    UncheckedInterruptedException interrupted() {
        return new UncheckedInterruptedException(why.toString());
    }
}
