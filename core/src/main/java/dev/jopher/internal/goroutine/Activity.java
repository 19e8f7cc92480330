package dev.jopher.internal.goroutine;

/**
 * What a goroutine does that waits in none of this library's operations, in Go's words. Where Go
 * has no word, it is Java's.
 */
public enum Activity implements State {
    RUNNING("running"),
    RUNNABLE("runnable"),
    SYSCALL("syscall"),
    IO_WAIT("IO wait"),
    SLEEP("sleep"),
    SYNCHRONIZED("synchronized"),
    OBJECT_WAIT("Object.wait"),

    /** It waits in the JDK for something else. */
    PARKED("parked"),

    /** It has ended since it was counted. */
    DEAD("dead");

    private final String text;

    Activity(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
