package dev.jopher.internal.goroutine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import dev.jopher.internal.base.CoarseClock;
import dev.jopher.internal.base.Diagnostics;
import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.sched.GoRuntime;
import dev.jopher.internal.sched.Schedulable;
import dev.jopher.internal.sched.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link G} waits: parking and waking.
 *
 * <p>A goroutine that has to wait puts a {@link Waiter} into a {@link WaitQueue} under the queue's
 * lock, unlocks, and parks. The waker that takes the waiter out of the queue, under the same lock,
 * calls {@link #ready} exactly once. The invariant is: <em>between two parks, at most one
 * {@code ready}</em>. It holds because a goroutine waits for one outcome at a time and one waker
 * claims it. So two counters are enough, each with one writer at a time, the goroutine and its
 * waker. The goroutine waits while {@code readies < waits}.
 *
 * <pre>
 *   park          waits++, and until readies == waits: stop
 *   ready         readies++, then unpark    (before the waits++, if the waker is faster)
 *   interrupted   waits--; then the waiter must be taken out of its queue, and if a waker was
 *                 faster, its ready is still to come: park again
 * </pre>
 *
 * <p>The next waker sees one waker's write: that happens-before the return of the park, which
 * happens-before the next waiter enters a queue. So no compare-and-set is needed. But
 * {@code readies} is written with a full fence. An unpark that finds a permit does nothing, and the
 * goroutine may be consuming that permit just now.
 *
 * <h2>Checks before and after the park are separate code</h2>
 *
 * <p>When the JIT compiles a method while a million goroutines are parked and none has resumed yet,
 * all of them have passed a check with the same result. The check is then compiled for this result
 * only. If they came to the same check again after the park, now with the other result, the JVM
 * would have to deoptimise the frame of each of the million goroutines. That takes 20 microseconds
 * each.
 *
 * <p>A check that has never been executed is compiled for both results. A call that has never been
 * executed is not inlined, unless nothing could branch before it. So checks after a park have code
 * of their own: no loop has a condition that is evaluated on both sides of the park. This holds for
 * all code that parks, here and in the callers.
 *
 * <p>The permit of {@code LockSupport} only brings the thread back; the counters decide whether it
 * may continue. The waker ends the wait, not the woken goroutine. A waiting goroutine therefore
 * cannot resume by itself; {@code DeadlockDetector} relies on this.
 */
public abstract class Parking extends Schedulable {
    private static final VarHandle WAITS;
    private static final VarHandle READIES;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            WAITS = lookup.findVarHandle(Parking.class, "waits", int.class);
            READIES = lookup.findVarHandle(Parking.class, "readies", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final Scheduler SCHEDULER = GoRuntime.scheduler();

    /** Number of waits for a ready, including the present one. All three may overflow. */
    private int waits;

    private int readies;
    private int parks;
    private WaitReason reason = WaitReason.NONE;
    private @Nullable Object waitsOn;
    private boolean cancellable;

    /**
     * When the latest wait began, in the scheduler's
     * {@linkplain Scheduler#coarseMillis milliseconds}.
     */
    private int since;

    // ---- identity -------------------------------------------------------------------------------

    abstract G g();

    abstract boolean isForeign();

    // ---- parking and waking ---------------------------------------------------------------------
    // Few frames lead from a goroutine's start to its park. Until the JIT has compiled them, each
    // takes some hundred bytes of every goroutine that waits.

    /**
     * Parks until {@link #ready} is called. Not interruptible; the interrupt status is preserved.
     * Throws if the thread cannot park (the stack is too deep to be frozen, or there is no memory)
     * and was not readied. The caller must then remove its waiter.
     */
    public void park(WaitReason why, Object on) {
        boolean interrupted = false;
        Object event = Probe.begin(g(), why, on);
        startWaiting(why, on);
        try {
            if (!isReady()) {
                do {
                    SCHEDULER.park(this, on);
                    // Parking returns at once while the interrupt status is set.
                    interrupted |= Thread.interrupted();
                } while (!isReadyAfterPark());
            }
        } catch (StackOverflowError | OutOfMemoryError e) {
            if (abandonWait()) {
                throw e;
            }
        } finally {
            if (interrupted) {
                thread().interrupt();
            }
        }
        resume(event, why, on);
    }

    /**
     * Parks until {@link #ready} is called; returns false if the thread is interrupted before. The
     * caller must then remove its waiter. If that is already gone, a waker has claimed it, and the
     * caller must park again.
     */
    public boolean parkInterruptibly(WaitReason why, Object on) {
        boolean interrupted = false;
        Object event = Probe.begin(g(), why, on);
        startWaiting(why, on);
        try {
            if (!isReady()) {
                do {
                    if (thread().isInterrupted()) {
                        interrupted = abandonWait();
                    } else {
                        SCHEDULER.park(this, on);
                    }
                } while (!interrupted && !isReadyAfterPark());
            }
        } catch (StackOverflowError | OutOfMemoryError e) {
            if (abandonWait()) {
                throw e;
            }
        }
        resume(event, why, on);
        if (RaceEvents.ON && interrupted) {
            RaceEvents.interrupted();
        }
        return !interrupted;
    }

    private void startWaiting(WaitReason why, Object on) {
        if (Diagnostics.ENABLED) {
            reason = why;
            waitsOn = on;
            since = isForeign() ? exactMillis() : SCHEDULER.coarseMillis();
        }
        parks++;
        WAITS.setRelease(this, waits + 1);
    }

    private void resume(@Nullable Object event, WaitReason why, Object on) {
        clearWait();
        if (event != null) {
            try {
                Probe.end(event, g(), why, on);
            } catch (StackOverflowError | OutOfMemoryError e) {
                // it was served, and must return normally
            }
        }
    }

    private void clearWait() {
        if (Diagnostics.ENABLED) {
            waitsOn = null;
        }
    }

    private boolean isReady() {
        return (int) READIES.getAcquire(this) == waits;
    }

    /** Does the same as {@link #isReady}. Only for goroutines that have parked. */
    private boolean isReadyAfterPark() {
        return (int) READIES.getAcquire(this) == waits;
    }

    /**
     * Returns the exact time. For foreign threads, because nothing keeps the coarse clock going for
     * them.
     */
    private static int exactMillis() {
        return CoarseClock.millis(SCHEDULER.nanoTime());
    }

    private boolean abandonWait() {
        if (isReady()) {
            return false;
        }
        clearWait();
        WAITS.setRelease(this, waits - 1);
        return true;
    }

    /**
     * Waits for the ready after a failed park whose waiter a waker has claimed already. It is a few
     * instructions away.
     */
    public void awaitReady() {
        while ((int) READIES.getAcquire(this) == waits) {
            SCHEDULER.spinWait(1);
        }
        WAITS.setRelease(this, waits + 1);
    }

    /**
     * Lets this goroutine continue, now or as soon as it parks. Happens-before the return of the
     * park.
     */
    public void ready() {
        assert readies - (int) WAITS.getAcquire(this) <= 0 : "two wakers of one goroutine";
        Probe probe = Probe.installed();
        if (probe != null) {
            try {
                probe.readies(g());
            } catch (StackOverflowError | OutOfMemoryError e) {
                // it must continue all the same
            }
        }
        READIES.setVolatile(this, readies + 1); // a full fence before unpark reads the permit
        SCHEDULER.unpark(this);
    }

    // ---- what the detector and the dump see -----------------------------------------------------

    /** Returns whether it waits in one of our operations and has not been woken yet. */
    public boolean isWaiting() {
        // First: the second read then sees a ready that ends this wait.
        int now = (int) WAITS.getAcquire(this);
        return (int) READIES.getAcquire(this) - now < 0;
    }

    /**
     * Returns how many milliseconds ago its latest wait began; -1 if that is not recorded. A hint,
     * as {@link #reason} is.
     */
    public long waitedMillis() {
        return Diagnostics.ENABLED ? Integer.toUnsignedLong(exactMillis() - since) : -1;
    }

    /**
     * Returns how often it has parked. If two checks saw it waiting and return the same number, it
     * has waited all the time between them.
     */
    public long parks() {
        return parks;
    }

    /**
     * Returns why it waits. Read by other threads, so only a hint unless {@link #isWaiting} was
     * seen before.
     */
    public WaitReason reason() {
        return reason;
    }

    /**
     * Returns whether its wait ends by itself: at a time, when a context is done, or by an
     * interrupt.
     */
    public boolean isCancellable() {
        return cancellable;
    }

    /**
     * Sets {@link #isCancellable}. Called by the goroutine itself, before and after such a wait.
     */
    public void cancellable(boolean may) {
        if (Diagnostics.ENABLED) {
            cancellable = may;
        }
    }

    /** Returns what it waits on. */
    public @Nullable Object waitsOn() {
        return waitsOn;
    }
}
