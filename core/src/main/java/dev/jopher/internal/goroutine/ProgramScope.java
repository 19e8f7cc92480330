package dev.jopher.internal.goroutine;

import org.jspecify.annotations.Nullable;

/**
 * The scope of one {@code Go.run}: what goroutines, timers, dumps and the deadlock check need to
 * know of a program. Its one subclass starts and ends programs.
 */
public abstract class ProgramScope extends Scope implements WaitTarget {
    private static volatile @Nullable ProgramScope command;

    public ProgramScope(@Nullable Scope outer) {
        super(outer);
    }

    /** Returns the program of the command; null if this JVM does not run under it. */
    public static @Nullable ProgramScope command() {
        return command;
    }

    /**
     * Makes {@code program} the one of the command. Goroutines that are started outside of all
     * programs then belong to it.
     */
    public static void command(ProgramScope program) {
        command = program;
    }

    @Override
    public final ProgramScope program() {
        return this;
    }

    /** Returns a number that is larger than that of every program which started before. */
    public abstract long number();

    public abstract boolean isRunning();

    /**
     * Reports that {@code e} has left the body of {@code g}, a goroutine of this program. Called by
     * {@code g}.
     */
    public abstract void panic(G g, Throwable e);

    /**
     * Ends the program, because nothing can run. Called by the deadlock check.
     * @param dump the goroutines of this program
     */
    public abstract void deadlock(String dump);
}
