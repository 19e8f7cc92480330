package dev.jopher.cli;

import java.io.PrintStream;
import java.util.Locale;

import dev.jopher.explore.internal.search.Progress;

/** One line on a terminal that shows how far an exploration is. */
final class ProgressLine implements Progress {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final PrintStream out;
    private final boolean isShown;
    private int width;

    private ProgressLine(PrintStream out, boolean isShown) {
        this.out = out;
        this.isShown = isShown;
    }

    /** @param out standard error */
    static ProgressLine on(PrintStream out) {
        // The console needs standard input and output to be terminals; then errors are seen, too.
        return new ProgressLine(out, System.console() != null && System.console().isTerminal());
    }

    @Override
    public void at(int schedules, int distinct, long nanos) {
        if (isShown) {
            String line = String.format(Locale.ROOT, "%,d schedules, %,d distinct, %d s",
                    schedules, distinct,
                    nanos / SECOND_NANOS);
            out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            out.flush();
            width = line.length();
        }
    }

    /** Removes the line. */
    void clear() {
        if (width > 0) {
            out.print("\r" + " ".repeat(width) + "\r");
            out.flush();
        }
    }
}
