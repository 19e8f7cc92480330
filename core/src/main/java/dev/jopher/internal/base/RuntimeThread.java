package dev.jopher.internal.base;

import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A platform thread of the runtime. It never acts by itself, so the deadlock check does not count
 * it.
 */
public class RuntimeThread extends Thread {
    /** Does not depend on {@code -Xss}, which is for goroutines. These threads need less. */
    private static final long STACK_BYTES = 1L << 24;

    private static final ThreadGroup SYSTEM = systemGroup();

    private RuntimeThread(String name, Runnable task) {
        this(name, STACK_BYTES, task);
    }

    /** Creates a thread for a subclass that overrides {@link #run}. */
    public RuntimeThread(String name, long stackBytes) {
        this(name, stackBytes, null);
    }

    /**
     * Creates a daemon that inherits nothing from the thread that happens to need it first. A web
     * application that was stopped would otherwise stay in memory, as its context class loader or
     * as the value of a thread local. Its low priority would stay as well.
     */
    private RuntimeThread(String name, long stackBytes, @Nullable Runnable task) {
        super(SYSTEM, task, name, stackBytes, false);
        setDaemon(true);
        setPriority(NORM_PRIORITY);
        setContextClassLoader(ClassLoader.getSystemClassLoader());
    }

    /**
     * Creates, but does not start, a thread that runs {@code code}, which a user wrote. No thread
     * of the runtime may wait for that. The thread is in the group of the main thread, as far as
     * that can be found, because it may act like any other thread of the program.
     */
    public static Thread forUser(String name, Object code, Runnable task) {
        ThreadGroup[] groups = new ThreadGroup[SYSTEM.activeGroupCount() + 1];
        int n = SYSTEM.enumerate(groups, false);
        ThreadGroup main = Stream.of(groups).limit(n)
                .filter(g -> g.getName().equals("main"))
                .findFirst()
                .orElseGet(() -> new ThreadGroup(SYSTEM, "main"));
        Thread t = new Thread(main, task, name, 0, false);
        ClassLoader loader = code.getClass().getClassLoader();
        t.setContextClassLoader(loader != null ? loader : ClassLoader.getSystemClassLoader());
        return t;
    }

    private static ThreadGroup systemGroup() {
        ThreadGroup group = Objects.requireNonNull(Thread.currentThread().getThreadGroup());
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    /**
     * Ignores interrupts. None has a purpose here, and a ThreadGroup would interrupt all. Threads
     * that park would then spin forever.
     */
    @Override
    public void interrupt() {}

    /** Starts a daemon that runs {@code task} forever. */
    public static Thread start(String name, Runnable task) {
        Thread t = new RuntimeThread(name, task);
        t.start();
        return t;
    }
}
