package dev.jopher.cli.top;

import java.io.IOException;

/** Answers questions about a program. */
interface Source {
    /**
     * Returns an answer. Blocks until it is there.
     *
     * @param countersOnly whether to leave out the goroutines, which take time to count
     * @throws IOException if the program has ended, or answers no longer
     */
    Snapshot ask(boolean countersOnly) throws IOException;
}
