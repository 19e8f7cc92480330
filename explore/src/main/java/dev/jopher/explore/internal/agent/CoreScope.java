package dev.jopher.explore.internal.agent;

import java.util.Set;

/**
 * Which classes of Jopher are explored themselves: with points inside, as a program has them,
 * instead of one point before each operation. Only the tests of Jopher ask for it, by the system
 * property {@code jopher.explore.self}.
 *
 * <p>A class whose objects outlive a run, and are locked in it, must not have points: what a thread
 * has locked when the run ends stays locked. So the points of spin locks are at their callers.
 */
final class CoreScope {
    static final boolean IS_OPEN = Boolean.getBoolean("jopher.explore.self");

    private static final String JOPHER = "dev/jopher/";
    private static final String GOROUTINE = "internal/goroutine/";

    private static final String SPIN_LOCK = JOPHER + "internal/base/SpinLock";

    /** Plain fields that some methods read without the lock. */
    private static final Set<String> READ_UNLOCKED = Set.of(JOPHER + "ChannelState.count",
            JOPHER + "ChannelState.closed", JOPHER + GOROUTINE + "WaitQueue.first");

    private CoreScope() {}

    /** Returns whether a call takes or releases a spin lock. */
    static boolean isLock(String owner, String method) {
        return IS_OPEN && owner.equals(SPIN_LOCK)
                && (method.equals("lock") || method.equals("unlock"));
    }

    static boolean isReadUnlocked(String owner, String field) {
        return IS_OPEN && READ_UNLOCKED.contains(owner + '.' + field);
    }

    static boolean has(String name) {
        if (!IS_OPEN || !name.startsWith(JOPHER)) {
            return false;
        }
        String rest = name.substring(JOPHER.length());
        return rest.indexOf('/') < 0 && !isFacade(rest) || rest.startsWith("sync/")
                || rest.startsWith("internal/time/")
                || rest.equals("internal/sched/ControlledScheduler")
                || rest.equals(GOROUTINE + "Parking") || rest.equals(GOROUTINE + "WaitQueue")
                || rest.equals(GOROUTINE + "Selection");
    }

    /** Returns whether a class is used outside of runs, or only starts other things. */
    private static boolean isFacade(String name) {
        return name.equals("Go") || name.startsWith("Signal") || name.startsWith("Leak")
                || name.startsWith("FirstOperations") || name.startsWith("package-info");
    }
}
