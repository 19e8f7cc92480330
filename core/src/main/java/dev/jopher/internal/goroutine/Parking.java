package dev.jopher.internal.goroutine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import dev.jopher.internal.base.CoarseClock;
import dev.jopher.internal.base.Diagnostics;
import dev.jopher.internal.sched.GoRuntime;
import dev.jopher.internal.sched.Schedulable;
import dev.jopher.internal.sched.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link G} does to wait: parking and waking.
 *
 * <p>A goroutine that has to wait puts a {@link Waiter} into a {@link WaitQueue} under the queue's lock,
 * unlocks, and parks. Who takes the waiter out of the queue, under the same lock, calls {@link #ready}
 * exactly once. The invariant: <em>between two parks, at most one {@code ready}</em>, because a goroutine
 * waits for one outcome at a time and one waker claims it. So two counters are enough, each with one writer
 * at a time, the goroutine and its waker: it waits while {@code readies < waits}.
 *
 * <pre>
 *   park          waits++, and until readies == waits: stop
 *   ready         readies++, then unpark    (before the waits++, if the waker is faster than the park)
 *   interrupted   waits--; then the waiter must be taken out of its queue, and if a waker was faster, its ready
 *                 is still to come: park again
 * </pre>
 *
 * <p>One waker's write is seen by the next one: it happens-before the return of the park, which happens-before
 * the next waiter stands in a queue. So no compare-and-set is needed. But readies is written with a full fence:
 * an unpark that finds a permit does nothing, and the permit may be one that the goroutine consumes just now.
 *
 * <h2>Checks before and after the park are separate code</h2>
 *
 * <p>When the JIT compiles a method while a million goroutines are parked and none has resumed yet, a check that all of
 * them have passed with the same result is compiled for this result only. If they came to the same check again after
 * the park, now with the other result, the JVM would have to deoptimise the frame of each of the million
 * goroutines, which takes 20 microseconds each. A check that has never been executed is compiled for
 * both results, and a call that has never been executed is not inlined, unless nothing could branch
 * before it. So checks after a park have code of their own: no loop has a condition that is evaluated on both
 * sides of the park. This holds for all code that parks, here and in the callers.
 *
 * <p>The permit of {@code LockSupport} only brings the thread back; the counters say whether it may go on.
 * The waker, not the woken, ends the waiting, so a goroutine that waits can run again only by
 * the act of somebody else: {@code DeadlockDetector} stands on that.
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

    /** How often it has waited for a ready, and the present one; all three may overflow. */
    private int waits;

    private int readies;
    private int parks;
    private WaitReason reason = WaitReason.NONE;
    private @Nullable Object waitsOn;
    private boolean cancellable;

    /** When the latest wait began, in the scheduler's {@linkplain Scheduler#coarseMillis milliseconds}. */
    private int since;

    // ---- who -----------------------------------------------------------------------------------------

    abstract G g();

    abstract boolean isForeign();

    // ---- parking and waking --------------------------------------------------------------------------
    // Few frames lead from a goroutine's start to its park: while the JIT has not compiled them yet, each takes some hundred
    // bytes of every goroutine that waits.

    /**
     * Waits for {@link #ready}, whatever happens; an interrupt stays set for later. If the thread cannot
     * park (a stack too deep to be frozen, no memory) and nobody has readied it, throws, and the caller
     * takes its waiter out of the queue.
     */
    public void park(WaitReason why, Object on) {
        boolean interrupted = false;
        Object event = Probe.begin();
        startWaiting(why, on);
        try {
            if (!isReady()) {
                do {
                    SCHEDULER.park(this, on);
                    // Parking returns at once while the flag is set.
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
     * Waits for {@link #ready}; false if the thread is interrupted before. Then the caller takes its waiter
     * out of the queue, and if it is there no more, parks again, for a waker is on its way.
     */
    public boolean parkInterruptibly(WaitReason why, Object on) {
        boolean interrupted = false;
        Object event = Probe.begin();
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
                // it was served, and must learn of that
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

    /** Same as {@link #isReady}; only for goroutines that have parked. */
    private boolean isReadyAfterPark() {
        return (int) READIES.getAcquire(this) == waits;
    }

    /** For foreign threads: nobody keeps the coarse clock going for them. */
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

    /** After a failed park whose waiter a waker has claimed already: its ready is a few instructions away. */
    public void awaitReady() {
        while ((int) READIES.getAcquire(this) == waits) {
            SCHEDULER.spinWait(1);
        }
        WAITS.setRelease(this, waits + 1);
    }

    /** Lets this goroutine go on, now or as soon as it parks. Happens-before the return of the park. */
    public void ready() {
        assert readies - (int) WAITS.getAcquire(this) <= 0 : "two wakers of one goroutine";
        READIES.setVolatile(this, readies + 1); // a full fence before the look at the permit
        SCHEDULER.unpark(this);
    }

    // ---- what the detector and the dump see ----------------------------------------------------------

    /** Whether it waits in one of our operations and nobody has woken it yet. */
    public boolean isWaiting() {
        int now = (int) WAITS.getAcquire(this); // first: it ends by a ready, which the second look would see
        return (int) READIES.getAcquire(this) - now < 0;
    }

    /** How many milliseconds ago its latest wait began, -1 if that is not noted; a hint, as {@link #reason}. */
    public long waitedMillis() {
        return Diagnostics.ENABLED ? Integer.toUnsignedLong(exactMillis() - since) : -1;
    }

    /** How often it has parked: equal at two looks that both saw it waiting means that it waited throughout. */
    public long parks() {
        return parks;
    }

    /** Why it waits; read by other threads, so only a hint unless {@link #isWaiting} was seen before. */
    public WaitReason reason() {
        return reason;
    }

    /** Whether it waits for a time, or until a context is done, or until it is interrupted: then it is not for ever. */
    public boolean isCancellable() {
        return cancellable;
    }

    /** Called by itself, before and after such a wait. */
    public void cancellable(boolean may) {
        if (Diagnostics.ENABLED) {
            cancellable = may;
        }
    }

    /** What it waits on. */
    public @Nullable Object waitsOn() {
        return waitsOn;
    }
}
