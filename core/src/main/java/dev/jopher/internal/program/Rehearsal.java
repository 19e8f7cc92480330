package dev.jopher.internal.program;

import dev.jopher.internal.base.JdkInternals;
import dev.jopher.internal.base.RuntimeThread;
import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.jfr.Jfr;
import dev.jopher.internal.time.Timers;

/**
 * Does each operation once before the first is asked for, so that the JVM loads, initialises and
 * links there and then what they need. At a later first use one of these could fail in the middle
 * of the operation, for they take more stack than the operation itself, and memory. Worse: a class
 * whose initialiser fails once is lost for the life of the JVM.
 *
 * <p>What makes channels, contexts, goroutines and locks calls {@link #once}, and so does a sleep.
 * It takes some milliseconds. Where there is too little stack for it, another thread does it; where
 * there is too little memory, or even too little stack to start that thread, the call throws, and
 * the next call tries again. It also makes the Flight Recorder's listener listen, which is to know
 * of the first goroutine.
 *
 * <p>No static initialiser of this library may call {@link #once}: two threads that initialise each
 * other's classes would wait for each other.
 */
public final class Rehearsal {
    /** Enough for class loaders, which are deep. */
    private static final int ROOM = 64 * 1024;

    private static final int MEMORY = 1 << 20;

    /**
     * The first does what others need; the rest is what it does not need. Names instead of
     * references, since most of these classes call this one.
     */
    private static final String[] CLASSES = {
        "dev.jopher.FirstOperations",
        "dev.jopher.AfterFunc",
        "dev.jopher.ChannelClosedException",
        "dev.jopher.ChannelTimer",
        "dev.jopher.Durations",
        "dev.jopher.Received",
        "dev.jopher.internal.deadlock.DeadlockDetector",
        "dev.jopher.internal.program.Program",
        "dev.jopher.internal.report.Reports",
        "dev.jopher.internal.goroutine.Spin",
        "dev.jopher.sync.Waiting",
        "dev.jopher.sync.Waiting$Manner",
        "dev.jopher.sync.Mutex",
        "dev.jopher.sync.RWMutex",
        "dev.jopher.sync.Semaphore",
        "dev.jopher.sync.WaitGroup",
        "dev.jopher.sync.Cond",
        "dev.jopher.sync.Readers",
        // What the JDK catches where it makes a virtual thread runnable: without memory to load it, the thread is lost.
        "java.util.concurrent.RejectedExecutionException",
    };

    private static boolean begun;

    private Rehearsal() {}

    /** Does it if it has not been done, or begun by another thread. Does not wait. */
    public static void once() {
        if (!begun) {
            begin();
        }
    }

    private static void begin() {
        if (new byte[MEMORY].length != MEMORY || hasBegun()) {
            return;
        }
        try {
            StackRoom.checkOnce(ROOM);
        } catch (StackOverflowError e) {
            onAnotherThread();
            return;
        }
        all();
    }

    private static synchronized boolean hasBegun() {
        boolean before = begun;
        begun = true;
        return before;
    }

    private static void onAnotherThread() {
        Thread t;
        try {
            t = RuntimeThread.start("jopher-rehearsal", Rehearsal::all);
        } catch (Throwable e) {
            begun = false; // not even for that
            throw e;
        }
        boolean interrupted = false;
        while (t.isAlive()) {
            try {
                t.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void all() {
        try {
            Jfr.listen(); // before the first goroutine
            JdkInternals.initialize(CLASSES);
            Timers.shared().rehearse();
            G.rehearse();
        } catch (Throwable e) {
            // what has failed here will tell so again where it is used
        }
    }
}
