package dev.jopher.race.internal.report;

import org.jspecify.annotations.Nullable;

/**
 * The end of the process: prints how many races there were, and changes the exit code of a program
 * that would have ended with 0. Called by the JDK's own shutdown, after the hooks of the program.
 */
public final class ExitCode {
    private static boolean printed;
    private static @Nullable Losses losses;

    /** What the detector has forgotten. */
    public interface Losses {
        /** Returns whether a race may have been missed. */
        boolean happened();

        /** Appends one line. */
        void text(StringBuilder out);

        /** Appends one line of JSON. */
        void json(StringBuilder out);
    }

    private ExitCode() {}

    public static synchronized void losses(Losses l) {
        losses = l;
    }

    /**
     * @param status the program's own exit code
     * @return that with which the process must end
     */
    public static int atEnd(int status) {
        int races = RaceLog.count();
        printOnce(races);
        return status == 0 && races > 0 ? RaceLog.options().exitCode() : status;
    }

    private static synchronized void printOnce(int races) {
        if (printed) {
            return;
        }
        printed = true;
        StringBuilder out = new StringBuilder();
        Accepted.summary(out);
        Suppressions.summary(out);
        if (races > 0 && !RaceLog.options().json()) {
            out.append("Found ").append(races).append(" data race(s)\n");
        }
        Losses l = losses;
        if (l != null && l.happened()) {
            if (RaceLog.options().json()) {
                l.json(out);
            } else {
                l.text(out);
            }
        }
        if (out.length() > 0) {
            Output.print(out.toString());
        }
    }

    /** Ends the process at the first race, for {@code halt_on_error}. */
    static void halt() {
        try {
            System.out.flush();
        } catch (Throwable e) {
            // what was not written is lost
        }
        int code = RaceLog.options().exitCode();
        Runtime.getRuntime().halt(code);
    }
}
