package dev.jopher.internal.base;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A lock for sections of a few dozen instructions that never wait. It is one word, taken by one
 * compare-and-set.
 *
 * <p>A thread that finds it taken spins for a moment, then yields, then sleeps. It cannot deadlock
 * with the scheduler, because the holder does not park in the section. But the holder may yield
 * when it waits for a second spin lock, or it may be a platform thread. That is why waiters sleep
 * in the end. The JDK's carriers take from their own queues as long as there is something. So if
 * two waiters on each carrier yielded forever, a holder that is queued elsewhere would not run.
 *
 * <p>Not reentrant, not fair. Allocate before taking it whatever can be allocated: an
 * OutOfMemoryError inside would leave a structure half changed.
 *
 * <p>Releasing happens-before the next acquisition (release and acquire on the same word).
 */
public class SpinLock {
    private static final VarHandle HELD;

    static {
        try {
            HELD = MethodHandles.lookup().findVarHandle(SpinLock.class, "held", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        linkAll();
    }

    /**
     * Links all uses of the VarHandle now. The JVM links each one when it is first reached, which
     * takes stack and memory.
     */
    private static void linkAll() {
        SpinLock l = new SpinLock();
        l.lock();
        l.unlock();
        if (l.tryLock()) {
            l.unlock();
        }
        boolean unused = l.tryLockIfFree();
    }

    /** Spinning pays only where the holder can run at the same time. */
    private static final int SPINS =
            Runtime.getRuntime().availableProcessors() > 1 ? 16 : 0;

    /**
     * Each check steals the cache line from the holder. So check once early (most sections are over
     * by then), then back off long enough for the holder to lock and unlock several times. ChanSem
     * takes 26 ns with a pause before each check and 10 with this; ChanContended 2800 and 800,
     * ChanProdCons10 101 and 74. With a long first pause ChanProdConsWork0 would take 429 instead
     * of 339 (2 processors, medians of nine rounds).
     */
    private static final int FIRST_PAUSES = 4;

    private static final int PAUSES = 32;

    /** Number of yields before a waiter sleeps. */
    private static final int YIELDS = 32;

    private static final long SLEEP_NANOS = 50_000;

    /** The scheduler, by which waiters spin; null until there is one. */
    private static volatile @Nullable SpinWait spinning;

    @SuppressWarnings("unused") // accessed through HELD
    private int held;

    /** Spins until the lock is free, and takes it. */
    public final void lock() {
        if (!HELD.compareAndSet(this, 0, 1)) {
            lockContended();
        }
    }

    /** Takes the lock if it is free. */
    public final boolean tryLock() {
        return HELD.compareAndSet(this, 0, 1);
    }

    private void lockContended() {
        boolean interrupted = false;
        int attempts = 0;
        do {
            interrupted |= backOff(attempts);
            attempts = Math.min(attempts + 1, SPINS + YIELDS);
        } while (!tryLockIfFree());
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tryLockIfFree() {
        return (int) HELD.getOpaque(this) == 0 && HELD.compareAndSet(this, 0, 1);
    }

    /** Waits for a moment. Returns whether an interrupt has come, which is then cleared. */
    private static boolean backOff(int attempts) {
        if (attempts >= SPINS && !(Controlled.ON && Controlled.isHere())) {
            return yieldOrSleep(attempts < SPINS + YIELDS);
        }
        pause(attempts == 0 ? FIRST_PAUSES : PAUSES);
        return false;
    }

    private static void pause(int times) {
        SpinWait s = spinning;
        if (s != null) {
            s.spinWait(times);
        }
    }

    /** Makes each thread that finds a lock taken spin by {@code s}. */
    public static void spinWith(SpinWait s) {
        spinning = s;
    }

    /**
     * Yields or sleeps. Returns whether an interrupt has come, which is then cleared. The waiter
     * restores it when it has the lock, and not before. An interrupted thread does not sleep: the
     * interrupt brings a permit with which the next park returns at once. Two waiters that never
     * park keep both carriers from the holder.
     *
     * <p>A stack too deep to be frozen cannot yield. A thread that takes the lock to clean up must
     * still get it.
     */
    private static boolean yieldOrSleep(boolean briefly) {
        boolean interrupted = !briefly && Thread.interrupted();
        try {
            if (briefly) {
                Thread.yield();
            } else {
                LockSupport.parkNanos(SLEEP_NANOS);
            }
        } catch (StackOverflowError | OutOfMemoryError e) {
            pause(1);
        }
        return interrupted;
    }

    /** Releases the lock. */
    public final void unlock() {
        HELD.setRelease(this, 0);
    }
}
