package dev.jopher.bench.board;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.bench.board.Options.Part;
import org.jspecify.annotations.Nullable;

/** The command line, which becomes {@link Options}. */
final class Arguments {
    static final String USAGE =
            """
                    usage: bench/board [-quick] [-limits] [-price] [-cliffs] [-race] [-servers] [-row NAME]... [-procs 1,2] [-table run|default] [-rounds N] [-out DIR]
                           bench/board -growth [-row NAME]...
                           bench/board -against COMMIT [-quick] [-price] [-row NAME]... [-procs 1,2] [-table run|default] [-rounds N] [-out DIR]

                    Measures the same work in Go, Kotlin, Jox, the JDK and Jopher, and writes BOARD.md, board.json and board.svg.

                      -quick        fewer and shorter rounds, 2 processors, only the flags of jopher run; some minutes instead of
                                    most of an hour. Writes to bench/target/board.
                      -limits       only what has to hold in itself: what an idle program costs, how late a timer is beside endless
                                    loops. Part of a whole run, likewise put in its place. Two minutes
                      -price        only what it costs that goroutines know where they are, and what a recording costs, which is part of
                                    a whole run; puts it in the place where it stands in BOARD.md and board.json. Some minutes
                      -cliffs       only the rows in which there is very much of something, or which are measured in a cold process,
                                    each with its goal; part of a whole run, likewise put in its place. Some minutes
                      -race         only what the race detector costs, Jopher's and Go's, in the same programs; part of a whole run,
                                    likewise put in its place. Half an hour, with -quick some minutes
                      -servers      only the servers under load, at several rates; part of a whole run, likewise put in its place.
                                    A quarter of an hour, with -quick some minutes
                      -growth       how the time grows with the number of things that some structure of Jopher holds: each number is
                                    doubled three times. Exit code 1 if something grows faster than its number. Some minutes
                      -against COMMIT
                                    whether the working tree is slower than that commit: both are measured in turns, and each row
                                    gets the ratio of its times with a 95 % interval. Exit code 1 if a row is slower (its interval
                                    lies above 1.02) or fails, 2 if the commit cannot be compared with. With -quick a quarter of
                                    an hour; with -price only the rows of that section, where goroutines park, start, lock or end;
                                    -rounds N: at most N pairs of processes, of a row that is not clear before.
                                    Writes to bench/target/board
                      -row NAME     only rows whose names begin with NAME; several times for several. Writes to bench/target/board.
                      -procs 1,2    with how many processors
                      -table NAME   "run": the flags of jopher run. "default": those of the JDK
                      -rounds N     how often each runtime has its turn
                      -out DIR      where to write
                    """;

    private static final long MILLIS = 1_000_000;

    private final boolean quick;
    private final List<String> rows = new ArrayList<>();
    private List<Table> tables = List.of();
    private List<Integer> procs;
    private int rounds;
    private Part part = Part.ALL;
    private @Nullable String against;
    private @Nullable Path out;

    /** Throws {@code IllegalArgumentException} or the like if they make no sense. */
    Arguments(List<String> args) {
        quick = args.contains("-quick");
        procs = quick ? List.of(2) : List.of(2, 1);
        var rest = new ArrayDeque<>(args);
        while (!rest.isEmpty()) {
            read(rest.remove(), rest);
        }
    }

    private void read(String arg, ArrayDeque<String> rest) {
        switch (arg) {
            case "-quick" -> {}
            case "-limits" -> part = Part.LIMITS;
            case "-price" -> part = Part.PRICE;
            case "-cliffs" -> part = Part.CLIFFS;
            case "-race" -> part = Part.RACE;
            case "-servers" -> part = Part.SERVERS;
            case "-growth" -> part = Part.GROWTH;
            case "-against" -> against = rest.remove();
            case "-row" -> rows.add(rest.remove());
            case "-procs" -> procs = numbers(rest.remove());
            case "-table" -> tables = List.of(Table.named(rest.remove()));
            case "-rounds" -> rounds = Integer.parseInt(rest.remove());
            case "-out" -> out = Path.of(rest.remove());
            default -> throw new IllegalArgumentException(USAGE);
        }
    }

    private static List<Integer> numbers(String list) {
        var all = new ArrayList<Integer>();
        for (String n : list.split(",")) {
            all.add(Integer.valueOf(n));
        }
        return all;
    }

    Options options(Path bench) {
        return against == null ? board(bench) : against(bench, against);
    }

    private Options board(Path bench) {
        boolean some = quick || !rows.isEmpty();
        List<Table> flags = tables.isEmpty()
                ? quick ? List.of(Table.RUN) : List.of(Table.values())
                : tables;
        if (part == Part.ALL && (some || !flags.contains(Table.RUN))) {
            part = Part.ROWS;
        }
        return new Options(rows, flags, procs, rounds > 0 ? rounds : quick ? 3 : 5,
                (quick ? 50 : 150) * MILLIS, (quick ? 300 : 800) * MILLIS, quick, part,
                out != null ? out
                        : some || part == Part.GROWTH ? bench.resolve("target/board") : bench,
                null);
    }

    /** Returns short rounds and many processes: processes differ more than the rounds of one do. */
    private Options against(Path bench, String commit) {
        if (part == Part.PRICE) {
            rows.addAll(PriceStep.ROWS);
        } else if (part != Part.ALL) {
            throw new IllegalArgumentException(USAGE);
        }
        return new Options(rows, tables.isEmpty() ? List.of(Table.RUN) : tables, procs,
                rounds > 0 ? rounds : quick ? 16 : 30, (quick ? 40 : 80) * MILLIS,
                (quick ? 200 : 600) * MILLIS, quick, Part.AGAINST,
                out != null ? out : bench.resolve("target/board"), commit);
    }
}
