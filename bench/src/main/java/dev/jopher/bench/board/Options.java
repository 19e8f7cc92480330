package dev.jopher.bench.board;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How to measure.
 *
 * @param rows only those whose names begin so; all if empty
 * @param tables flags that the JVMs get, see {@link Table}
 * @param procs numbers of processors
 * @param rounds how often each runtime has its turn
 * @param round how long a turn takes at least, in nanoseconds
 * @param warmUp how long a runtime does the row before the first round, in nanoseconds
 * @param quick whether the rows that take long are left out or made smaller
 * @param part what is measured
 * @param out where the board is written
 * @param against the commit with which the working tree is compared, if it is
 */
record Options(List<String> rows, List<Table> tables, List<Integer> procs, int rounds, long round,
        long warmUp, boolean quick, Part part, Path out,
        @Nullable String against) {
    /** {@link Step}s are rows. */
    enum Part {
        ALL, ROWS, LIMITS, PRICE, CLIFFS, RACE, SERVERS, GROWTH, AGAINST
    }

    /** Parses the command line. */
    static Options parse(Path bench, List<String> args) {
        return new Arguments(args).options(bench);
    }

    /**
     * Returns with how many processors that table is measured: the second one only with the most,
     * or it would take hours.
     */
    List<Integer> procs(Table table) {
        return table == Table.RUN ? procs : List.of(Collections.max(procs));
    }

    boolean wants(Part p) {
        return part == Part.ALL || part == p;
    }

    /** Returns whether the row of that name is wanted. */
    boolean wants(String row) {
        return rows.isEmpty() || rows.stream().anyMatch(row::startsWith);
    }
}
