package dev.jopher.sync;

import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;

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
 * One writer or many readers: Go's {@code sync.RWMutex}.
 *
 * {@snippet :
 * var mu = new RWMutex();
 * var ages = new HashMap<String, Integer>();
 * try (var _ = mu.hold()) { // mu.Lock(); defer mu.Unlock()
 *     ages.put("Dolly", 6);
 * }
 * try (var _ = mu.rHold()) { // mu.RLock(); defer mu.RUnlock()
 *     report(ages.get("Dolly"));
 * }
 * }
 *
 * <p>A writer that waits for the readers to finish keeps new readers out, so that they do not
 * starve it. After a writer, all waiting readers go before the next writer. So a reader must not
 * lock again while it reads: if a writer comes in between, both wait forever. Among writers it
 * works like {@link Mutex}. Not owned: any goroutine or thread may unlock. {@code lock} and {@code
 * rLock} ignore interrupts; the other methods that wait react to them.
 *
 * <p>An unlock happens-before the return of each later lock or rLock; an rUnlock happens-before the
 * return of the next lock (The Go Memory Model, "Locks").
 */
public final class RWMutex extends RWMutexState implements ReadWriteLock {
    private final Lock readLock = new ReadLock(this);
    private final Lock writeLock = new WriteLock(this);

    /** Made at the first use, perhaps twice. */
    private @Nullable Hold hold;

    private @Nullable Hold rHold;

    /** Makes an unlocked mutex. */
    public RWMutex() {
        Rehearsal.once();
    }

    // ---- write ----------------------------------------------------------------------------------

    /**
     * Waits until no goroutine reads or writes, and locks it for writing. An interrupt does not end
     * the wait, and the flag stays set.
     */
    public void lock() {
        var _ = lock(WaitMode.UNINTERRUPTIBLE);
    }

    /**
     * Locks as {@link #lock()} does, unless {@code ctx} is done first. If it is done already,
     * nothing is locked.
     *
     * @throws ContextException the context's error; it is not locked
     * @throws UncheckedInterruptedException if interrupted while it would wait; it is not locked
     */
    public void lock(Context ctx) {
        ContextException.throwIfDone(ctx);
        asWriter.throwUnlessServed(lock(WaitMode.until(ctx)), ctx);
    }

    Outcome lock(WaitMode mode) {
        return LockOrderChecker.ON ? lockInOrder(mode, false) : lockAsWriter(mode);
    }

    /**
     * Locks, and checks the order of locks. A wait that can be abandoned is not checked before it
     * begins.
     */
    private Outcome lockInOrder(WaitMode mode, boolean read) {
        if (mode == WaitMode.UNINTERRUPTIBLE) {
            LockOrderChecker.wanted(this, read);
        }
        Outcome outcome = read ? lockAsReader(mode) : lockAsWriter(mode);
        if (outcome == Outcome.SERVED) {
            var _ = LockOrderChecker.taken(this, read);
        }
        return outcome;
    }

    /** Locks it for writing if no goroutine reads or writes. Does not wait. */
    @CheckReturnValue
    public boolean tryLock() {
        return takeAsWriter() && (!LockOrderChecker.ON || LockOrderChecker.taken(this, false));
    }

    /**
     * Locks as {@link #lock()} does, unless that takes longer than {@code d}. Does not wait if
     * {@code d} is not positive.
     *
     * @return whether it is locked
     * @throws UncheckedInterruptedException if interrupted while it would wait; it is not locked
     */
    @CheckReturnValue
    public boolean tryLock(Duration d) {
        return tryLock() || d.isPositive()
                && served(asWriter, lock(WaitMode.until(WaitPoint.deadline(d))));
    }

    private static boolean served(WaitPoint point, Outcome outcome) {
        if (outcome == Outcome.INTERRUPTED) {
            throw point.interrupted();
        }
        return outcome == Outcome.SERVED;
    }

    /**
     * Ends writing, regardless of which thread has locked it: all waiting readers continue, or else
     * the first waiting writer. Does not wait.
     *
     * @throws IllegalMonitorStateException "sync: Unlock of unlocked RWMutex"; nothing has changed
     */
    public void unlock() {
        if (LockOrderChecker.ON) {
            LockOrderChecker.releasing(this, false, this::unlockAsWriter);
        } else {
            unlockAsWriter();
        }
    }

    // ---- read -----------------------------------------------------------------------------------

    /**
     * Waits until no goroutine writes or waits to write, and locks it for reading. An interrupt
     * does not end the wait, and the flag stays set.
     */
    public void rLock() {
        var _ = rLock(WaitMode.UNINTERRUPTIBLE);
    }

    /**
     * Locks as {@link #rLock()} does, unless {@code ctx} is done first. If it is done already,
     * nothing is locked.
     *
     * @throws ContextException the context's error; it is not locked
     * @throws UncheckedInterruptedException if interrupted while it would wait; it is not locked
     */
    public void rLock(Context ctx) {
        ContextException.throwIfDone(ctx);
        asReader.throwUnlessServed(rLock(WaitMode.until(ctx)), ctx);
    }

    Outcome rLock(WaitMode mode) {
        return LockOrderChecker.ON ? lockInOrder(mode, true) : lockAsReader(mode);
    }

    /** Locks it for reading if no goroutine writes or waits to write. Does not wait. */
    @CheckReturnValue
    public boolean tryRLock() {
        return takeAsReader() && (!LockOrderChecker.ON || LockOrderChecker.taken(this, true));
    }

    /**
     * Locks as {@link #rLock()} does, unless that takes longer than {@code d}. Does not wait if
     * {@code d} is not positive.
     *
     * @return whether it is locked
     * @throws UncheckedInterruptedException if interrupted while it would wait; it is not locked
     */
    @CheckReturnValue
    public boolean tryRLock(Duration d) {
        return tryRLock() || d.isPositive()
                && served(asReader, rLock(WaitMode.until(WaitPoint.deadline(d))));
    }

    /**
     * Ends one read lock, regardless of which thread has taken it: after the last one, the first
     * waiting writer continues. Does not wait.
     *
     * @throws IllegalMonitorStateException "sync: RUnlock of unlocked RWMutex"; nothing has changed
     */
    public void rUnlock() {
        if (LockOrderChecker.ON) {
            LockOrderChecker.releasing(this, true, this::unlockAsReader);
        } else {
            unlockAsReader();
        }
    }

    // ---- as locks -------------------------------------------------------------------------------

    /** Locks as {@link #lock()} does, for a try statement, which then unlocks. */
    @CheckReturnValue
    public Hold hold() {
        Hold h = held();
        lock();
        return h;
    }

    /**
     * Locks as {@link #lock(Context)} does, for a try statement, which then unlocks.
     *
     * @throws ContextException the context's error; it is not locked
     * @throws UncheckedInterruptedException if interrupted while it would wait; it is not locked
     */
    @CheckReturnValue
    public Hold hold(Context ctx) {
        Hold h = held();
        lock(ctx);
        return h;
    }

    /** Locks as {@link #rLock()} does, for a try statement, which then unlocks. */
    @CheckReturnValue
    public Hold rHold() {
        Hold h = heldByReader();
        rLock();
        return h;
    }

    /**
     * Locks as {@link #rLock(Context)} does, for a try statement, which then unlocks.
     *
     * @throws ContextException the context's error; it is not locked
     * @throws UncheckedInterruptedException if interrupted while it would wait; it is not locked
     */
    @CheckReturnValue
    public Hold rHold(Context ctx) {
        Hold h = heldByReader();
        rLock(ctx);
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

    private Hold heldByReader() {
        Hold h = rHold;
        if (h == null) {
            h = this::rUnlock;
            rHold = h;
        }
        return h;
    }

    /** Returns the same mutex as a Lock for reading: Go's {@code RLocker}. */
    @Override
    public Lock readLock() {
        return readLock;
    }

    /** Returns the same mutex as a Lock for writing. */
    @Override
    public Lock writeLock() {
        return writeLock;
    }

    static long deadline(long nanos) {
        return Timers.shared().deadline(nanos);
    }

    /** Shows whether it is read or written: for people, not for programs. */
    @Override
    public String toString() {
        return "RWMutex[" + describe() + "]";
    }
}
