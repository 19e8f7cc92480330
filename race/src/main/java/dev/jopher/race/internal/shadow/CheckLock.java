package dev.jopher.race.internal.shadow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import dev.jopher.race.internal.clock.ShadowThread;

/**
 * Makes the look at a variable's words and the store of the new one a single step. Otherwise two
 * threads that access a variable at the same moment may both see its words as they were before, and
 * neither sees the other.
 *
 * <p>In compiled code that moment is a few nanoseconds long, as in Go's detector. In the interpreter
 * it is microseconds, and a program whose race happens once runs there. So each thread takes the
 * lock for its first {@value #FIRST} checks, and not after that: it costs some 20 ns.
 *
 * <p>The lock only makes misses rare; what is reported is right without it. So a thread that does
 * not get it soon goes on without. It can wait neither for a holder that the system has taken the
 * processor from, nor for one that had no stack left to unlock.
 */
public final class CheckLock {
    private static final int FIRST = 256;
    private static final int SPINS = 1000;

    /** Accesses to one variable have the same stripe. Each is in a cache line of its own. */
    private static final int STRIPES = 64;

    private static final int STRIDE = 16;
    private static final int NOT_HELD = -1;

    private static final int[] LOCKS = new int[STRIPES * STRIDE];
    private static final VarHandle LOCK = MethodHandles.arrayElementVarHandle(int[].class);

    private CheckLock() {}

    /**
     * Locks, if this is one of the thread's first checks.
     *
     * @param variable the same number for all accesses to a variable
     * @return for {@link #unlock}
     */
    public static int lock(ShadowThread t, int variable) {
        return t.lockedChecks < FIRST ? take(t, (variable & STRIPES - 1) * STRIDE) : NOT_HELD;
    }

    /** Returns whether the next check locks. */
    static boolean isUsedBy(ShadowThread t) {
        return t.lockedChecks < FIRST;
    }

    private static int take(ShadowThread t, int at) {
        t.lockedChecks++;
        for (int i = 0; i < SPINS; i++) {
            if ((int) LOCK.getOpaque(LOCKS, at) == 0 && LOCK.compareAndSet(LOCKS, at, 0, 1)) {
                return at;
            }
            Thread.onSpinWait();
        }
        return NOT_HELD;
    }

    public static void unlock(int held) {
        if (held >= 0) {
            LOCK.setRelease(LOCKS, held, 0);
        }
    }
}
