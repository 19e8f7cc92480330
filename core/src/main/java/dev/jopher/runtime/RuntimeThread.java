package dev.jopher.runtime;

/** A platform thread of the runtime's own. It never acts by itself, so the deadlock check does not count it. */
class RuntimeThread extends Thread {
    /** Not what {@code -Xss} says: that is for goroutines, and these go less deep. */
    private static final long STACK_BYTES = 1L << 24;

    private RuntimeThread(String name, Runnable task) {
        super(null, task, name, STACK_BYTES, false);
        setDaemon(true);
    }

    /** For one that overrides {@link #run}; a daemon, and heir to nothing of who makes it. */
    RuntimeThread(String name, long stackBytes) {
        super(null, null, name, stackBytes, false);
        setDaemon(true);
    }

    /** Nobody has a reason to; a ThreadGroup would interrupt all, and then those that park would spin for ever. */
    @Override
    public void interrupt() {}

    /** A daemon that runs {@code task} for ever. */
    static Thread start(String name, Runnable task) {
        Thread t = new RuntimeThread(name, task);
        t.start();
        return t;
    }
}
