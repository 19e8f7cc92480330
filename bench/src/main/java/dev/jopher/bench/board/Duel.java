package dev.jopher.bench.board;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures one thing in two builds, a pair of fresh processes at a time. The difference between two
 * processes of one and the same build is greater than that between two rounds of one process
 * ({@link PriceStep} says why), so only pairs of processes count.
 */
interface Duel {
    /** Returns what is compared: a row, or a few that are measured together. */
    List<Comparison> comparisons();

    /**
     * Adds one figure of each build to each comparison; {@code ourFirst} says which build is
     * started first.
     */
    void pair(Builds builds, boolean ourFirst) throws IOException, FigureException;

    /** The two builds, and how thoroughly they are measured. */
    record Builds(Build ours, Build theirs, Options options, Path logs) {
        WorkerProcess start(boolean our, int procs, Table table, List<String> extra)
                throws IOException {
            Build b = our ? ours : theirs;
            return b.start(procs, table, extra, logs.resolve(b.name() + ".log"));
        }
    }

    /** One of the builds has no figure. */
    final class FigureException extends Exception {
        @Serial
        private static final long serialVersionUID = 1;

        private final boolean our;

        FigureException(boolean our, String why, Exception cause) {
            super(why, cause);
            this.our = our;
        }

        boolean isOurs() {
            return our;
        }

        /** Returns whether the build does not have the row at all. */
        boolean isMissing() {
            return "missing".equals(getMessage());
        }
    }
}
