package dev.jopher.sync;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.internal.program.Rehearsal;
import dev.jopher.internal.time.Timers;
import dev.jopher.internal.track.LockOrderChecker;
import dev.jopher.sync.WaitPoint.Outcome;
import dev.jopher.sync.WaitPoint.WaitMode;
import org.jspecify.annotations.Nullable;

/**
 * Mutual exclusion: Go's {@code sync.Mutex}.
 *
 * {@snippet :
 * var mu = new Mutex();
 * int n = 0;
 * try (var _ = mu.hold()) { // mu.Lock(); defer mu.Unlock()
 *     n++;
 * }
 * }
 *
 * <p>Not reentrant: a goroutine that locks it a second time waits for itself. Not owned: any
 * goroutine or thread may unlock it. {@link #lock} ignores interrupts, so that the code between it
 * and {@link #unlock} stays correct; the other methods that wait react to them. Fair within about a
 * millisecond: a goroutine that already runs mostly goes first, but no waiter is overtaken for much
 * longer than that.
 *
 * <p>An unlock happens-before the return of each later lock, and of each later tryLock that is
 * true.
 */
public final class Mutex extends MutexState implements Lock {
    /** Made at the first use, perhaps twice. */
    private @Nullable Hold hold;

    /** Whether it is the lock of a {@link Once}, which reports then name instead. */
    private final boolean isOfOnce;

    /** Makes an unlocked mutex. */
    public Mutex() {
        this(false);
    }

    private Mutex(boolean isOfOnce) {
        Rehearsal.once();
        this.isOfOnce = isOfOnce;
    }

    /** Returns a mutex for a {@link Once}. */
    static Mutex ofOnce() {
        return new Mutex(true);
    }

    // ---- lock -----------------------------------------------------------------------------------

    /**
     * Waits until the mutex is unlocked, and locks it. An interrupt does not end the wait, and the
     * flag stays set.
     */
    @Override
    public void lock() {
        if (LockOrderChecker.ON) {
            LockOrderChecker.wanted(this, false);
        }
        if (!lockFast()) {
            var _ = lockSlow(WaitMode.UNINTERRUPTIBLE);
        }
        if (LockOrderChecker.ON) {
            var _ = LockOrderChecker.taken(this, false);
        }
    }

    /**
     * Waits until the mutex is unlocked, and locks it, unless the thread is interrupted before or
     * during the wait.
     *
     * @throws InterruptedException if interrupted, with the flag cleared, as {@link Lock} says; the
     *     mutex is not locked
     */
    @Override
    public void lockInterruptibly() throws InterruptedException {
        throwIfInterrupted();
        if (!lockFast()) {
            throwIfInterrupted(lockSlow(WaitMode.INTERRUPTIBLE));
        }
        if (LockOrderChecker.ON) {
            var _ = LockOrderChecker.taken(this, false);
        }
    }

    /**
     * Waits until the mutex is unlocked, and locks it, unless {@code ctx} is done first. If it is
     * done already, nothing is locked.
     *
     * @throws ContextException the context's error; the mutex is not locked
     * @throws UncheckedInterruptedException if interrupted while it would wait; the mutex is not
     *     locked
     */
    public void lock(Context ctx) {
        ContextException.throwIfDone(ctx);
        if (!lockFast()) {
            Outcome outcome = lockSlow(WaitMode.until(ctx));
            if (outcome != Outcome.SERVED) {
                waitPoint().throwUnlessServed(outcome, ctx);
            }
        }
        if (LockOrderChecker.ON) {
            var _ = LockOrderChecker.taken(this, false);
        }
    }

    /** Locks the mutex if it is unlocked, even if other goroutines wait for it. Does not wait. */
    @Override
    @CheckReturnValue
    public boolean tryLock() {
        return take() && (!LockOrderChecker.ON || LockOrderChecker.taken(this, false));
    }

    /**
     * Waits until the mutex is unlocked, and locks it, unless that takes longer than {@code time},
     * or the thread is interrupted before or during the wait.
     *
     * @return whether it is locked
     * @throws InterruptedException if interrupted, with the flag cleared, as {@link Lock} says; it
     *     is not locked
     */
    @Override
    @CheckReturnValue
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        throwIfInterrupted();
        long nanos = unit.toNanos(time);
        return (take() || nanos > 0 && lockBefore(Timers.shared().deadline(nanos)))
                && (!LockOrderChecker.ON || LockOrderChecker.taken(this, false));
    }

    /**
     * Waits until the mutex is unlocked, and locks it, unless that takes longer than {@code d}.
     * Does not wait if {@code d} is not positive.
     *
     * @return whether it is locked
     * @throws UncheckedInterruptedException if interrupted while it would wait; the mutex is not
     *     locked
     */
    @CheckReturnValue
    public boolean tryLock(Duration d) {
        return (take() || d.isPositive() && lockWithin(d))
                && (!LockOrderChecker.ON || LockOrderChecker.taken(this, false));
    }

    private boolean lockWithin(Duration d) {
        Outcome outcome = lockSlow(WaitMode.until(WaitPoint.deadline(d)));
        if (outcome == Outcome.INTERRUPTED) {
            throw waitPoint().interrupted();
        }
        return outcome == Outcome.SERVED;
    }

    /**
     * Waits until the moment {@code when} of the timers' clock at most. Returns whether it is
     * locked.
     */
    boolean lockBefore(long when) throws InterruptedException {
        Outcome outcome = lockSlow(WaitMode.until(when));
        throwIfInterrupted(outcome);
        return outcome == Outcome.SERVED;
    }

    static void throwIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    static void throwIfInterrupted(Outcome outcome) throws InterruptedException {
        if (outcome == Outcome.INTERRUPTED) {
            Thread.interrupted();
            throw new InterruptedException();
        }
    }

    /** Locks as {@link #lock} does, for a try statement, which then unlocks. */
    @CheckReturnValue
    public Hold hold() {
        Hold h = held();
        lock();
        return h;
    }

    /**
     * Locks as {@link #lock(Context)} does, for a try statement, which then unlocks.
     *
     * @throws ContextException the context's error; the mutex is not locked
     * @throws UncheckedInterruptedException if interrupted while it would wait; the mutex is not
     *     locked
     */
    @CheckReturnValue
    public Hold hold(Context ctx) {
        Hold h = held();
        lock(ctx);
        return h;
    }

    private Hold held() {
        Hold h = hold;
        if (h == null) {
            h = this::unlock;
            hold = h;
        }
        return h;
    }

    /** Returns a new condition of this mutex: {@code sync.NewCond(&mu)}. */
    @Override
    public Cond newCondition() {
        return new Cond(this);
    }

    // ---- unlock ---------------------------------------------------------------------------------

    /**
     * Unlocks the mutex, regardless of which thread has locked it. Does not wait.
     *
     * @throws IllegalMonitorStateException "sync: unlock of unlocked mutex"; nothing has changed
     */
    @Override
    public void unlock() {
        if (LockOrderChecker.ON) {
            LockOrderChecker.releasing(this, false, this::release);
        } else {
            release();
        }
    }

    /** Shows whether it is locked, and whether a goroutine waits: for people, not for programs. */
    @Override
    public String toString() {
        return isOfOnce ? "Once[" + describe("running") + "]" : "Mutex[" + describe("locked") + "]";
    }

    boolean isOfOnce() {
        return isOfOnce;
    }
}
