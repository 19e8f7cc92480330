package dev.jopher.explore.internal.world;

/** How a run has ended. */
public enum Verdict {
    /** Main has returned. */
    PASSED,
    /** An exception has left a thread. */
    PANIC,
    /** No thread can continue, and main has not returned. */
    DEADLOCK,
    /** Main has returned, and others wait for ever. */
    LEAK,
    /** The limit of steps is over. */
    TOO_LONG,
    /** Two accesses are not ordered. */
    RACE;

    public boolean isFailure() {
        return this != PASSED;
    }
}
