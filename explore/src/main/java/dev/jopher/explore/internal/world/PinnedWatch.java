package dev.jopher.explore.internal.world;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Finds a thread of a run that waits while it cannot give way, for example in a class initialiser.
 * It blocks the controller itself, so another thread has to see that. It ends the run, and wakes
 * the thread, whose next wait throws. It also ends a run that is under way when time is over.
 */
final class PinnedWatch implements Runnable {
    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(200);

    private static @Nullable Thread thread;

    private @Nullable ControlledThread suspect;
    private int steps;

    private PinnedWatch() {}

    static synchronized void start() {
        if (thread == null) {
            Thread t = new Thread(null, new PinnedWatch(), "jopher-explore-watch", 0, false);
            t.setDaemon(true);
            thread = t;
            t.start();
        }
    }

    @Override
    public void run() {
        while (true) {
            LockSupport.parkNanos(this, PERIOD);
            World w = World.active();
            ControlledThread c = w == null ? null : w.current;
            Thread t = c == null ? null : c.thread;
            if (w != null && w.endIfOutOfTime() && t != null) {
                LockSupport.unpark(t); // perhaps it waits
            } else if (w == null || c == null || t == null || !waits(t)) {
                suspect = null;
            } else if (suspect == c && steps == w.steps()) {
                w.java.outside(place(t));
                w.end(Verdict.ABANDONED, null);
                LockSupport.unpark(t);
            } else {
                suspect = c;
                steps = w.steps();
            }
        }
    }

    private static boolean waits(Thread t) {
        Thread.State s = t.getState();
        return s == Thread.State.WAITING || s == Thread.State.TIMED_WAITING;
    }

    private static String place(Thread t) {
        for (StackTraceElement e : t.getStackTrace()) {
            if (e.getMethodName().equals("<clinit>")) {
                return "a wait in the initialiser of " + e.getClassName() + " at "
                        + e.getFileName() + ':' + e.getLineNumber();
            }
        }
        return "a wait in native code";
    }
}
