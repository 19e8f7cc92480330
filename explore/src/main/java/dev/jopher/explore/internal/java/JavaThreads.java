package dev.jopher.explore.internal.java;

import java.util.concurrent.locks.LockSupport;

import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.Op;
import dev.jopher.explore.internal.world.World;
import org.jspecify.annotations.Nullable;

/**
 * Platform threads that a run starts. Their bodies run on virtual threads, which the run controls;
 * the {@code Thread} of the program never starts. Its methods ask the other one, and the program's
 * code sees it as the current thread.
 */
public final class JavaThreads {
    private static final int UNKNOWN = -1;

    private JavaThreads() {}

    /** Returns the run, if the current thread is one of its threads. */
    private static @Nullable World world() {
        World w = World.here();
        return w == null || w.current() == null ? null : w;
    }

    private static @Nullable Thread bodyOf(Thread t) {
        World w = World.here();
        ControlledThread c = w == null ? null : w.java.of(t);
        return c == null ? null : c.thread();
    }

    /** Starts a platform thread. Returns false if the JVM has to. */
    @SuppressWarnings("DoNotCall") // its body, on another thread
    public static boolean start(Thread t) {
        World w = world();
        if (w == null || t.isVirtual() || isOfJdk(t)) {
            return false;
        }
        if (w.java.of(t) != null) {
            throw new IllegalThreadStateException();
        }
        Thread unused = start(w, t, t.getName(), t::run);
        w.point(Op.GO, unused);
        return true;
    }

    /** Starts a controlled thread. */
    static Thread start(World w, @Nullable Thread platform, String name, Runnable body) {
        ControlledThread c = w.newThread();
        Thread v = VirtualThreads.create(c, name, () -> run(w, platform, body));
        c.thread(v);
        if (platform != null) {
            v.setContextClassLoader(platform.getContextClassLoader());
            w.java.add(platform, c);
        }
        v.start();
        return v;
    }

    private static void run(World w, @Nullable Thread platform, Runnable body) {
        try {
            body.run();
        } catch (Throwable e) {
            Thread.UncaughtExceptionHandler h =
                    platform == null ? null : platform.getUncaughtExceptionHandler();
            if (platform == null || h == null || h.getClass() == ThreadGroup.class) {
                w.uncaught(e);
            } else {
                h.uncaughtException(platform, e);
            }
        }
    }

    /** Threads that the JDK starts for itself serve later runs too. */
    private static boolean isOfJdk(Thread t) {
        String type = t.getClass().getName();
        return type.startsWith("jdk.internal.") || type.startsWith("sun.")
                || type.startsWith("java.lang.") && t.getClass() != Thread.class;
    }

    /** Returns 1 or 0; less if the JVM knows. */
    public static int alive(Thread t) {
        Thread v = bodyOf(t);
        return v == null ? UNKNOWN : v.isAlive() ? 1 : 0;
    }

    public static int isInterrupted(Thread t) {
        Thread v = bodyOf(t);
        return v == null ? UNKNOWN : v.isInterrupted() ? 1 : 0;
    }

    public static Thread.@Nullable State threadState(Thread t) {
        Thread v = bodyOf(t);
        return v == null ? null : v.getState();
    }

    public static boolean interrupt(Thread t) {
        Thread v = bodyOf(t);
        if (v == null) {
            return false;
        }
        v.interrupt();
        return true;
    }

    /** Runs while a virtual thread is being interrupted, which may wait at a monitor. */
    public static void interrupting(Thread v) {
        World w = World.here();
        if (w != null) {
            w.java.interrupted(v);
        }
    }

    public static boolean join(Thread t, long millis) throws InterruptedException {
        Thread v = bodyOf(t);
        if (v == null) {
            return false;
        }
        v.join(millis);
        return true;
    }

    /** Runs when an exception leaves a virtual thread of the program. */
    public static boolean uncaught(Thread t, Throwable e) {
        World w = world();
        if (w == null || !t.isVirtual()
                || !(t.getUncaughtExceptionHandler() instanceof ThreadGroup)) {
            return false;
        }
        w.uncaught(e);
        return true;
    }

    /** Returns the thread that is to be unparked. */
    public static @Nullable Thread real(@Nullable Thread t) {
        World w = t == null ? null : world();
        if (t == null || w == null) {
            return t;
        }
        Thread v = t.isVirtual() ? null : bodyOf(t);
        Thread woken = v == null ? t : v;
        w.java.unparking(woken);
        return woken;
    }

    // ---- what the program's code calls ----------------------------------------------------------

    public static Thread currentThread() {
        World w = world();
        Thread platform = w == null ? null : w.java.current().platform;
        return platform == null ? Thread.currentThread() : platform;
    }

    public static long threadId(Thread t) {
        World w = World.here();
        ControlledThread c = w == null ? null : w.java.find(t);
        return c == null ? t.threadId() : c.id + 1;
    }

    public static Thread.State getState(Thread t) {
        World w = World.here();
        if (w == null) {
            return t.getState();
        }
        w.point(Op.OTHER, t);
        return w.java.state(t);
    }

    public static long getId(Thread t) {
        return threadId(t);
    }

    /** Returns the name of a new thread; null outside of a run. */
    public static @Nullable String genThreadName() {
        World w = world();
        return w == null ? null : "Thread-" + w.java.nextThreadName++;
    }

    @SuppressWarnings("ThreadPriorityCheck")
    public static void yield() {
        World w = world();
        if (w == null) {
            Thread.yield();
        } else {
            w.yieldNow();
        }
    }

    public static void onSpinWait() {
        World w = world();
        if (w == null) {
            Thread.onSpinWait();
        } else {
            w.yieldNow();
        }
    }

    public static void unpark(@Nullable Thread t) {
        World w = world();
        if (w != null) {
            w.point(Op.UNPARK, real(t));
        }
        LockSupport.unpark(t);
    }

    /** Runs before each park. A thread that cannot give way must not wait after its run. */
    public static void parking() {
        World w = World.here();
        if (w != null) {
            w.checkNotAbandoned();
        }
    }

    public static void park() {
        World w = world();
        if (w != null) {
            w.point(Op.PARK, Thread.currentThread());
        }
        LockSupport.park();
    }

    public static void park(Object blocker) {
        World w = world();
        if (w != null) {
            w.point(Op.PARK, Thread.currentThread());
        }
        LockSupport.park(blocker);
    }
}
