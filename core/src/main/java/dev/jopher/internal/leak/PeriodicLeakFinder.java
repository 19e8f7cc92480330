package dev.jopher.internal.leak;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.jopher.internal.base.RuntimeThread;
import dev.jopher.internal.sched.GoRuntime;
import dev.jopher.internal.sched.Scheduler;

/**
 * Searches for leaks at an interval, on a thread of the runtime's own. So a program that is asleep
 * is still found asleep. The handler is called on a thread that counts as external, because it may
 * wake a goroutine.
 */
public final class PeriodicLeakFinder implements Runnable {
    private final long interval;
    private final Consumer<? super List<GoroutineInfo>> report;

    /**
     * Held during a search. After {@link #close} there is no search, which would take the leaks
     * that another one looks for.
     */
    private final Object searching = new Object();

    private volatile boolean closed;

    private PeriodicLeakFinder(long interval, Consumer<? super List<GoroutineInfo>> report) {
        this.interval = interval;
        this.report = report;
    }

    /**
     * Starts a search at each interval.
     *
     * @param interval in nanoseconds, from the end of a search to the next
     * @throws IllegalStateException if {@link LeakFinder#obstacle there is an obstacle}
     */
    public static PeriodicLeakFinder start(long interval,
            Consumer<? super List<GoroutineInfo>> report) {
        String obstacle = LeakFinder.obstacle();
        if (obstacle != null) {
            throw new IllegalStateException(obstacle);
        }
        PeriodicLeakFinder search = new PeriodicLeakFinder(interval, report);
        RuntimeThread.start("jopher-leaks", search);
        return search;
    }

    /** Stops the searches. Waits for a search in progress, but not for the handler. */
    public void close() {
        synchronized (searching) {
            closed = true;
        }
        synchronized (this) {
            notifyAll();
        }
    }

    /** Runs on the thread that {@link #start} starts; not for other callers. */
    @Override
    public void run() {
        try {
            while (pause()) {
                List<GoroutineInfo> found = search();
                if (!found.isEmpty()) {
                    deliver(found);
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError("no code interrupts a thread of the runtime", e);
        }
    }

    private List<GoroutineInfo> search() {
        synchronized (searching) {
            return closed ? List.of() : LeakFinder.find();
        }
    }

    /** Waits for the interval. Returns false if it is closed before that. */
    private synchronized boolean pause() throws InterruptedException {
        Scheduler clock = GoRuntime.scheduler();
        long end = clock.nanoTime() + interval;
        for (long left = interval; !closed && left > 0; left = end - clock.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return !closed;
    }

    private void deliver(List<GoroutineInfo> found) throws InterruptedException {
        Thread t = RuntimeThread.forUser("jopher-leak-handler", report,
                () -> report.accept(found));
        t.setDaemon(true);
        t.start();
        t.join();
    }
}
