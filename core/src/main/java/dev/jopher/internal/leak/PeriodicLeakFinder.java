package dev.jopher.internal.leak;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.jopher.internal.base.RuntimeThread;
import dev.jopher.internal.sched.GoRuntime;
import dev.jopher.internal.sched.Scheduler;

/**
 * Looks for leaks at an interval, on a thread of the runtime's own: a program that is asleep is found asleep all the
 * same. Who is told is called on a thread that counts, for he may wake somebody.
 */
public final class PeriodicLeakFinder implements Runnable {
    private final long interval;
    private final Consumer<? super List<GoroutineInfo>> report;

    /** Held during a search: after {@link #close} there is none, which would take what somebody else looks for. */
    private final Object searching = new Object();

    private volatile boolean closed;

    private PeriodicLeakFinder(long interval, Consumer<? super List<GoroutineInfo>> report) {
        this.interval = interval;
        this.report = report;
    }

    /**
     * Starts one.
     *
     * @param interval in nanoseconds, from the end of a search to the next
     * @throws IllegalStateException if {@link LeakFinder#obstacle there is an obstacle}
     */
    public static PeriodicLeakFinder start(long interval, Consumer<? super List<GoroutineInfo>> report) {
        String obstacle = LeakFinder.obstacle();
        if (obstacle != null) {
            throw new IllegalStateException(obstacle);
        }
        PeriodicLeakFinder search = new PeriodicLeakFinder(interval, report);
        RuntimeThread.start("jopher-leaks", search);
        return search;
    }

    /** Nothing is searched for any more. Waits for a search under way, not for a report. */
    public void close() {
        synchronized (searching) {
            closed = true;
        }
        synchronized (this) {
            notifyAll();
        }
    }

    /** The thread's, not for others to call. */
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
            throw new AssertionError("nobody can interrupt a thread of the runtime's", e);
        }
    }

    private List<GoroutineInfo> search() {
        synchronized (searching) {
            return closed ? List.of() : LeakFinder.find();
        }
    }

    /** False if it is closed before the time is over. */
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
