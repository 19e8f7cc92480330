package dev.jopher.runtime;

/** A platform thread of the runtime's own. It never acts by itself, so the deadlock check does not count it. */
final class RuntimeThread extends Thread {
    private RuntimeThread(String name, Runnable task) {
        super(task, name);
    }

    /** A daemon that runs {@code task} for ever. */
    static Thread start(String name, Runnable task) {
        Thread t = new RuntimeThread(name, task);
        t.setDaemon(true);
        t.start();
        return t;
    }
}
