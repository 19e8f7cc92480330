package dev.jopher.explore.internal.world;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Waits for what comes from outside of a run. When no thread of a run can continue, the run has
 * failed, unless one of them may be woken from outside: it waits for a socket or a process, at a
 * monitor that code of the JDK has, or for a thread that the run has woken itself.
 */
final class RealWaits {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(5);
    private static final int FRAMES = 30;

    /** What is on the stack of a thread that waits for the world outside. */
    private static final Set<String> PACKAGES = Set.of("sun.nio.ch.", "java.lang.Process",
            "sun.nio.fs.", "jdk.internal.net.", "sun.net.", "java.net.");

    private RealWaits() {}

    /** Returns what a thread waits for outside; null if only threads of the run can wake it. */
    private static @Nullable String reason(ControlledThread t) {
        Thread thread = t.thread;
        if (thread == null || !thread.isAlive() || t.isSuspended) {
            return null;
        }
        if (thread.getState() == Thread.State.BLOCKED) {
            return "a monitor in code of the JDK";
        }
        int n = 0;
        for (StackTraceElement e : thread.getStackTrace()) {
            if (++n > FRAMES) {
                break;
            }
            for (String p : PACKAGES) {
                if (e.getClassName().startsWith(p)) {
                    return e.getClassName() + '.' + e.getMethodName();
                }
            }
            if (e.getClassName().equals("java.lang.Object") && e.getMethodName().equals("wait0")) {
                return "Object.wait in code of the JDK";
            }
        }
        return null;
    }

    /**
     * Waits, outside of the run, for a thread that can continue. The controller calls it when none
     * can.
     *
     * @return whether one can now
     */
    static boolean await(World w) {
        boolean mayBeWoken = mayBeWoken(w, w.threads());
        if (w.ready.size > 0) {
            // The JDK holds a wake-up back while it takes a stack. Then this thread gets it.
            return true;
        }
        if (!mayBeWoken) {
            return false;
        }
        long end = System.nanoTime() + LIMIT;
        for (long left = LIMIT; left > 0 && w.inbox.isEmpty(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(w, left);
        }
        if (w.inbox.isEmpty()) {
            w.end(Verdict.ABANDONED, null);
            return false;
        }
        return true;
    }

    private static boolean mayBeWoken(World w, List<ControlledThread> threads) {
        boolean found = w.java.hasWokenOutside();
        for (ControlledThread t : threads) {
            String reason = reason(t);
            if (reason != null) {
                w.java.outside(reason);
                found = true;
            }
        }
        return found;
    }
}
