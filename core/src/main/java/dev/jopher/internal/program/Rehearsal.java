package dev.jopher.internal.program;

import dev.jopher.internal.base.JdkInternals;
import dev.jopher.internal.base.RuntimeThread;
import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Propagation;
import dev.jopher.internal.jfr.Jfr;
import dev.jopher.internal.record.Recordings;
import dev.jopher.internal.time.Timers;

/**
 * Does each operation once before the first real use, so that the JVM loads, initializes and links
 * what they need at that time. At a later first use, this could fail in the middle of the
 * operation, because it takes more stack than the operation itself, and memory. Worse: a class
 * whose initializer fails once is unusable for the life of the JVM.
 *
 * <p>Constructors of channels, contexts, goroutines and locks call {@link #once}, and so does a
 * sleep. It takes some milliseconds. If there is too little stack for it, another thread does it.
 * If there is too little memory, or even too little stack to start that thread, the call throws,
 * and the next call tries again. It also starts the Flight Recorder's listener, which has to see
 * the first goroutine.
 *
 * <p>No static initializer of this library may call {@link #once}: two threads that initialize each
 * other's classes would wait for each other.
 */
public final class Rehearsal {
    /** Enough for class loaders, which need deep stacks. */
    private static final int ROOM = 64 * 1024;

    private static final int MEMORY = 1 << 20;

    /**
     * The first class does what others need; the rest is what it does not need. Names instead of
     * references, because most of these classes call this one.
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
        "dev.jopher.sync.WaitPoint",
        "dev.jopher.sync.WaitPoint$WaitMode",
        "dev.jopher.sync.Mutex",
        "dev.jopher.sync.RWMutex",
        "dev.jopher.sync.Semaphore",
        "dev.jopher.sync.WaitGroup",
        "dev.jopher.sync.Cond",
        "dev.jopher.sync.ReaderTracker",
        // The JDK catches this where it makes a virtual thread runnable. Without memory to load it,
        // the thread never runs.
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
            begun = false; // no memory even for that
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
            Recordings.startIfWanted();
            JdkInternals.initialize(CLASSES);
            Timers.shared().rehearse();
            Propagation.prepare();
            G.rehearse();
        } catch (Throwable e) {
            // What has failed here fails again where it is used.
        }
    }
}
