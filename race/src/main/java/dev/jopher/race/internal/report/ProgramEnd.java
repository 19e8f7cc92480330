package dev.jopher.race.internal.report;

import org.jspecify.annotations.Nullable;

/** What the rewritten end of the JVM calls. */
public final class ProgramEnd {
    /** The thread that runs {@code main}, and starts the agent before. */
    private static final Thread MAIN = Thread.currentThread();

    private static volatile boolean mainFailed;
    private static @Nullable Runnable last;

    private ProgramEnd() {}

    /**
     * Finds the main thread, which calls this.
     *
     * @param atEnd runs when the JVM has run the shutdown hooks
     */
    public static void init(Runnable atEnd) {
        last = atEnd;
    }

    private static void runLast() {
        Runnable r = last;
        if (r != null) {
            r.run();
        }
    }

    /** An exception has ended {@code thread}. The launcher of the JVM makes 1 of the main thread's. */
    public static void uncaught(Thread thread) {
        if (thread == MAIN) {
            mainFailed = true;
        }
    }

    /** {@code System.exit} has run the shutdown hooks. Returns the exit code to use. */
    public static int exiting(int status) {
        runLast();
        return ExitCode.atEnd(status);
    }

    /** The last thread has ended, and the shutdown hooks. The launcher knows the exit code. */
    public static void returning() {
        runLast();
        int status = mainFailed ? 1 : 0;
        int code = ExitCode.atEnd(status);
        if (code != status) {
            Runtime.getRuntime().halt(code);
        }
    }
}
