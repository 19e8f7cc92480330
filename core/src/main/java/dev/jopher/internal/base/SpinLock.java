package dev.jopher.internal.base;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A lock for sections of a few dozen instructions that never wait: one word, taken by one compare-and-set.
 *
 * <p>Whoever finds it taken spins for a moment, then yields, then sleeps. It cannot deadlock with the
 * scheduler: the holder does not park in the section. The holder may yield though, when it waits for a second
 * short lock, or be a platform thread; that is why those who wait end by sleeping. The JDK's carriers take from
 * their own queues as long as there is something, so that two on each who yield for ever would keep a holder
 * who was queued elsewhere from running. Not reentrant, not fair. Allocate what can be allocated before taking
 * it: an OutOfMemoryError inside would leave a structure half changed.
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

    /** The JVM links each use of a VarHandle when it is first reached, which takes stack and memory: so, now. */
    private static void linkAll() {
        SpinLock l = new SpinLock();
        l.lock();
        l.unlock();
        if (l.tryLock()) {
            l.unlock();
        }
        boolean unused = l.tryLockIfFree();
    }

    /** Spinning pays only where the holder can run meanwhile. */
    private static final int SPINS =
            Runtime.getRuntime().availableProcessors() > 1 ? 16 : 0;

    /**
     * Who attempts takes the lock's cache line from the holder. So one attempts again soon, for most sections are over then, and
     * after that so late that the holder can meanwhile lock and unlock several times: ChanSem 26 ns with a pause before
     * each look, 10 so; ChanContended 2800 and 800, ChanProdCons10 101 and 74. With a long first one ChanProdConsWork0
     * would be 429 instead of 339 (2 processors, medians of nine rounds).
     */
    private static final int FIRST_PAUSES = 4;

    private static final int PAUSES = 32;

    /** After so many it sleeps. */
    private static final int YIELDS = 32;

    private static final long SLEEP_NANOS = 50_000;

    /** The scheduler, by which those spin that find a lock taken; null until there is one. */
    private static volatile @Nullable SpinWait spinning;

    @SuppressWarnings("unused") // through HELD
    private int held;

    /** Waits, by spinning, until the lock is free, and takes it. */
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

    /** Whether an interrupt has come, which is then taken away. */
    private static boolean backOff(int attempts) {
        if (attempts >= SPINS) {
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
     * Who is interrupted does not sleep, so that is taken away, and given back with the lock and not before: an interrupt
     * brings the permit with which the next park returns at once, and two who never park keep both carriers from the
     * holder. A stack too deep to be frozen cannot yield; whoever takes the lock to clean up still has to get it.
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

    /** Gives the lock back. */
    public final void unlock() {
        HELD.setRelease(this, 0);
    }
}
