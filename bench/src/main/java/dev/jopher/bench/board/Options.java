package dev.jopher.bench.board;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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
 */
record Options(List<String> rows, List<Table> tables, List<Integer> procs, int rounds, long round,
        long warmUp, boolean quick, Part part, Path out) {
    /** {@link Step}s are rows. */
    enum Part {
        ALL, ROWS, LIMITS, PRICE
    }

    static final String USAGE =
            """
                    usage: bench/board [-quick] [-limits] [-price] [-row NAME]... [-procs 1,2] [-table run|default] [-rounds N] [-out DIR]

                    Measures the same work in Go, Kotlin, Jox, the JDK and Jopher, and writes BOARD.md, board.json and board.svg.

                      -quick        fewer and shorter rounds, 2 processors, only the flags of jopher run; some minutes instead of
                                    most of an hour. Writes to bench/target/board.
                      -limits       only what has to hold in itself: what an idle program costs, how late a timer is beside endless
                                    loops. Part of a whole run, likewise put in its place. Two minutes
                      -price        only what it costs that goroutines know where they are, which is part of a whole run; puts it in
                                    the place where it stands in BOARD.md and board.json. Some minutes
                      -row NAME     only rows whose names begin with NAME; several times for several. Writes to bench/target/board.
                      -procs 1,2    with how many processors
                      -table NAME   "run": the flags of jopher run. "default": those of the JDK
                      -rounds N     how often each runtime has its turn
                      -out DIR      where to write
                    """;

    private static final long MILLIS = 1_000_000;

    /** What the command line says. */
    static Options parse(Path bench, List<String> args) {
        var quick = args.contains("-quick");
        var rows = new ArrayList<String>();
        var tables = quick ? List.of(Table.RUN) : List.of(Table.values());
        var procs = quick ? List.of(2) : List.of(2, 1);
        int rounds = quick ? 3 : 5;
        Part part = Part.ALL;
        Path out = null;
        var rest = new ArrayDeque<>(args);
        while (!rest.isEmpty()) {
            switch (rest.remove()) {
                case "-quick" -> {}
                case "-limits" -> part = Part.LIMITS;
                case "-price" -> part = Part.PRICE;
                case "-row" -> rows.add(rest.remove());
                case "-procs" -> procs = numbers(rest.remove());
                case "-table" -> tables = List.of(Table.named(rest.remove()));
                case "-rounds" -> rounds = Integer.parseInt(rest.remove());
                case "-out" -> out = Path.of(rest.remove());
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        if (out == null) {
            out = quick || !rows.isEmpty() ? bench.resolve("target/board") : bench;
        }
        if (part == Part.ALL && (quick || !rows.isEmpty() || !tables.contains(Table.RUN))) {
            part = Part.ROWS;
        }
        return new Options(rows, tables, procs, rounds, (quick ? 50 : 150) * MILLIS,
                (quick ? 300 : 800) * MILLIS, quick, part, out);
    }

    /** With how many processors that table is measured: the second one only with the most, or it would take hours. */
    List<Integer> procs(Table table) {
        return table == Table.RUN ? procs : List.of(Collections.max(procs));
    }

    private static List<Integer> numbers(String list) {
        var all = new ArrayList<Integer>();
        for (String n : list.split(",")) {
            all.add(Integer.valueOf(n));
        }
        return all;
    }

    boolean wants(Part p) {
        return part == Part.ALL || part == p;
    }

    /** Whether the row of that name is wanted. */
    boolean wants(String row) {
        return rows.isEmpty() || rows.stream().anyMatch(row::startsWith);
    }
}
