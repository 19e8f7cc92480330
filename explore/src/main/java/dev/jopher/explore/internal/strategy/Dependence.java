package dev.jopher.explore.internal.strategy;

import dev.jopher.explore.internal.world.Commutes;
import dev.jopher.explore.internal.world.Op;
import org.jspecify.annotations.Nullable;

/** Which operations of two threads depend on each other: their order makes a difference. */
final class Dependence {
    private Dependence() {}

    static boolean dependent(Op a, @Nullable Object onA, Op b, @Nullable Object onB) {
        Commutes ca = a.commutes();
        Commutes cb = b.commutes();
        if (ca == Commutes.ALL || cb == Commutes.ALL) {
            return false;
        }
        if (a.isSelecting() || b.isSelecting()) {
            return (a.isSelecting() || a.isOnChannel()) && (b.isSelecting() || b.isOnChannel());
        }
        if (onA == null || onB == null) {
            return true; // what it is done to is not known
        }
        return onA == onB && (ca != cb || ca == Commutes.NONE);
    }

    /**
     * Returns whether both could take place in one state. A thread that unlocks holds the lock, so
     * no other one can acquire it there.
     */
    static boolean canBothProceed(Op a, Op b) {
        return !(releases(a) && acquires(b) || releases(b) && acquires(a)
                || a == Op.DONE && b == Op.AWAIT || a == Op.AWAIT && b == Op.DONE
                || a == Op.UNLOCK && b == Op.UNLOCK || a == Op.EXIT && b == Op.EXIT);
    }

    private static boolean releases(Op op) {
        return op == Op.UNLOCK || op == Op.RUNLOCK || op == Op.EXIT;
    }

    private static boolean acquires(Op op) {
        return op == Op.LOCK || op == Op.RLOCK || op == Op.ENTER;
    }
}
