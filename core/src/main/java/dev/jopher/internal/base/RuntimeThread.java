package dev.jopher.internal.base;

import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** A platform thread of the runtime's own. It never acts by itself, so the deadlock check does not count it. */
public class RuntimeThread extends Thread {
    /** Not what {@code -Xss} says: that is for goroutines, and these go less deep. */
    private static final long STACK_BYTES = 1L << 24;

    private static final ThreadGroup SYSTEM = systemGroup();

    private RuntimeThread(String name, Runnable task) {
        this(name, STACK_BYTES, task);
    }

    /** For one that overrides {@link #run}. */
    public RuntimeThread(String name, long stackBytes) {
        this(name, stackBytes, null);
    }

    /**
     * A daemon that inherits nothing from the thread that happens to need it first. A web application that was stopped would
     * stay in memory as its context class loader, or as the value of a thread local; its low priority would stay as well.
     */
    private RuntimeThread(String name, long stackBytes, @Nullable Runnable task) {
        super(SYSTEM, task, name, stackBytes, false);
        setDaemon(true);
        setPriority(NORM_PRIORITY);
        setContextClassLoader(ClassLoader.getSystemClassLoader());
    }

    /**
     * A thread, not yet started, that runs what a user wrote, {@code code}; no thread of the runtime's may wait for that. It is
     * in the group of the main thread, as far as that can be found, for it may act as any other thread of the program.
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

    /** Nobody has a reason to; a ThreadGroup would interrupt all, and then those that park would spin for ever. */
    @Override
    public void interrupt() {}

    /** A daemon that runs {@code task} for ever. */
    public static Thread start(String name, Runnable task) {
        Thread t = new RuntimeThread(name, task);
        t.start();
        return t;
    }
}
