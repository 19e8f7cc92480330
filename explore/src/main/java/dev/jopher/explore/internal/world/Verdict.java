package dev.jopher.explore.internal.world;

/** How a run has ended. */
public enum Verdict {
    /** Main has returned. */
    PASSED,
    /** An exception has left a thread. */
    PANIC,
    /** No thread can continue, and main has not returned. */
    DEADLOCK,
    /** Main has returned, and others wait forever. */
    LEAK,
    /** The limit of steps is over. */
    TOO_LONG,
    /** Two accesses are not ordered. */
    RACE,
    /**
     * The explorer could not go on: a thread waits where it cannot give way, in a class initialiser
     * for example. Says nothing about the program.
     */
    ABANDONED,
    /** The time of the exploration was over before the run was. Says nothing about the program. */
    OUT_OF_TIME,
    /** The strategy has ended the run, because it can show nothing new. */
    REDUNDANT;

    public boolean isFailure() {
        return this == PANIC || this == DEADLOCK || this == LEAK || this == TOO_LONG
                || this == RACE;
    }
}
