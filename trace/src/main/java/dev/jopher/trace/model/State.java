package dev.jopher.trace.model;

/** What a goroutine does during a span. */
public enum State {
    /** A processor executes it. */
    RUNNING,
    /** It could run, and waits for a processor. */
    RUNNABLE,
    /** It waits for another goroutine, a timer or a thread. */
    WAITING,
    /** It is in a system call, or in other code that keeps its thread. */
    SYSCALL;

    private static final State[] ALL = values();

    static State of(int ordinal) {
        return ALL[ordinal];
    }
}
