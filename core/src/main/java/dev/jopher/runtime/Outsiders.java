package dev.jopher.runtime;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Threads that are no goroutines but may wake one: as long as one of them can act, there is no deadlock.
 *
 * <p>A thread that waits in one of our operations cannot act, nor can one that only {@linkplain Watchers
 * watches}. Otherwise: a non-daemon platform thread can. A daemon can if it does something or waits for a
 * time: the JDK's HTTP client, a {@code java.util.Timer}. A virtual thread that is no goroutine can. In
 * doubt the answer is yes.
 */
public final class Outsiders {
    /**
     * Those of the Flight Recorder: if they counted, no deadlock would be seen while it records. One of them has no Java
     * code. What reads the events for the program, an {@code EventStream}, has threads of other names, and counts.
     */
    private static final Set<String> RECORDERS =
            Set.of("JFR Periodic Tasks", "JFR Recording Scheduler", "JFR Recorder Thread");

    private static final AtomicInteger SIGNAL_HANDLERS = new AtomicInteger();

    private Outsiders() {}

    /** A signal may arrive at any time from now on, +1, or no longer, -1. */
    public static void signalHandlers(int change) {
        SIGNAL_HANDLERS.addAndGet(change);
    }

    static boolean mayAct() {
        if (SIGNAL_HANDLERS.get() > 0) {
            return true;
        }
        Set<Thread> waiting = Registry.foreign().stream()
                .filter(G::isWaiting)
                .map(G::thread)
                .collect(Collectors.toSet());
        return platformThreads().stream().anyMatch(t -> !waiting.contains(t) && mayAct(t))
                || VirtualThreads.anyOutside(waiting);
    }

    private static boolean mayAct(Thread t) {
        if (t instanceof RuntimeThread || isTheJdks(t)) {
            return false;
        }
        return (!t.isDaemon() || isActive(t)) && !Watchers.isWatcher(t);
    }

    private static boolean isActive(Thread t) {
        if (t instanceof ForkJoinWorkerThread worker && worker.getPool() != null) {
            return !worker.getPool().isQuiescent() || worker.getPool().getDelayedTaskCount() > 0;
        }
        return switch (t.getState()) {
            case RUNNABLE, BLOCKED, TIMED_WAITING -> true;
            case NEW, WAITING, TERMINATED -> false;
        };
    }

    /** The JDK's helpers live in groups of their own, beside or above the one in which programs run. */
    private static boolean isTheJdks(Thread t) {
        ThreadGroup group = t.getThreadGroup();
        if (group == null || t.getName().equals("DestroyJavaVM")) {
            return true;
        }
        if (t.getName().startsWith("process reaper")) {
            return t.getState() == Thread.State.TIMED_WAITING;
        }
        if (RECORDERS.contains(t.getName())) {
            return t.getState() != Thread.State.RUNNABLE || t.getStackTrace().length == 0;
        }
        return group.getParent() == null
                || group.getName().equals("InnocuousThreadGroup")
                || group.getName().equals("CarrierThreads");
    }

    private static List<Thread> platformThreads() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() + 16];
        int n = root.enumerate(threads, true);
        while (n == threads.length) {
            threads = new Thread[n * 2];
            n = root.enumerate(threads, true);
        }
        return List.of(java.util.Arrays.copyOf(threads, n));
    }
}
