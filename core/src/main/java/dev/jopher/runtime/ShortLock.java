package dev.jopher.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A lock for sections of a few dozen instructions that never wait: one word, taken by one compare-and-set.
 *
 * <p>Whoever finds it taken spins for a moment and then yields. It cannot deadlock with the scheduler: the
 * holder does not park in the section, so it keeps its carrier, and a goroutine that yields gives its own
 * carrier away. Not reentrant, not fair. Allocate what can be allocated before taking it: an
 * OutOfMemoryError inside would leave a structure half changed.
 *
 * <p>Releasing happens-before the next acquisition (release and acquire on the same word).
 */
public final class ShortLock {
    private static final VarHandle HELD;

    static {
        try {
            HELD = MethodHandles.lookup().findVarHandle(ShortLock.class, "held", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Spinning pays only where the holder can run meanwhile. */
    private static final int SPINS =
            java.lang.Runtime.getRuntime().availableProcessors() > 1 ? 64 : 0;

    @SuppressWarnings("unused") // through HELD
    private int held;

    /** Waits, by spinning, until the lock is free, and takes it. */
    public void lock() {
        if (!HELD.compareAndSet(this, 0, 1)) {
            lockContended();
        }
    }

    private void lockContended() {
        int spins = SPINS;
        do {
            if (--spins > 0) {
                Thread.onSpinWait();
            } else {
                yieldIfPossible();
            }
        } while ((int) HELD.getOpaque(this) != 0 || !HELD.compareAndSet(this, 0, 1));
    }

    /** A stack too deep to be frozen cannot yield; whoever takes the lock to clean up still has to get it. */
    private static void yieldIfPossible() {
        try {
            Thread.yield();
        } catch (StackOverflowError | OutOfMemoryError e) {
            Thread.onSpinWait();
        }
    }

    /** Gives the lock back. */
    public void unlock() {
        HELD.setRelease(this, 0);
    }
}
