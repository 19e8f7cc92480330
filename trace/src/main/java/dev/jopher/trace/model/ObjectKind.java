package dev.jopher.trace.model;

/** The kinds of things that goroutines wait on. */
public enum ObjectKind {
    CHANNEL("channel"),
    MUTEX("mutex"),
    RWMUTEX("rwmutex"),
    WAIT_GROUP("wait group"),
    COND("cond"),
    SEMAPHORE("semaphore"),
    MONITOR("monitor"),
    OTHER("object");

    private final String text;

    ObjectKind(String text) {
        this.text = text;
    }

    /** Returns whether a goroutine holds it between two operations. */
    public boolean isLock() {
        return this == MUTEX || this == RWMUTEX || this == MONITOR;
    }

    @Override
    public String toString() {
        return text;
    }
}
