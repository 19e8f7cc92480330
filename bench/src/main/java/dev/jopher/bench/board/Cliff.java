package dev.jopher.bench.board;

import java.util.List;
import java.util.Locale;

/**
 * A row that is measured once in a fresh process, and how much it may take.
 *
 * @param flags what Jopher's JVM gets besides
 * @param most how many times as much as {@code of} it may take at most
 * @param of "Go", the name of another row, or "ns"
 */
record Cliff(Row row, List<String> flags, double most, String of) {
    private static final String GO = "Go";
    private static final String NS = "ns";

    Cliff(Row row) {
        this(row, List.of(), 1, GO);
    }

    Cliff with(String flag) {
        return new Cliff(row, List.of(flag), most, of);
    }

    Cliff timesGo(double factor) {
        return new Cliff(row, flags, factor, GO);
    }

    Cliff times(String other, double factor) {
        return new Cliff(row, flags, factor, other);
    }

    Cliff atMostMillis(double millis) {
        return new Cliff(row, flags, millis * 1e6, NS);
    }

    /** Returns the goal, for the reader. */
    String goal() {
        return of.equals(NS) ? "at most " + Figure.of(most, NS)
                : String.format(Locale.ROOT, "at most %s times %s",
                        most == Math.rint(most) ? Long.toString((long) most)
                                : Double.toString(most),
                        of);
    }

    /**
     * Returns what it took by what it may take: at most 1 is well. NaN if one of the two is not
     * known.
     */
    double used(List<Result> all) {
        Result result = find(all, row.name());
        double limit = of.equals(NS) ? most
                : of.equals(GO) ? most * median(result, Contestant.GO)
                        : most * median(find(all, of), Contestant.JOPHER);
        return median(result, Contestant.JOPHER) / limit;
    }

    private static Result find(List<Result> all, String name) {
        return all.stream().filter(r -> r.row().name().equals(name)).findFirst()
                .orElseGet(() -> new Result(new Row(name, "", ""), 0, Table.RUN, NS));
    }

    private static double median(Result result, Contestant c) {
        return result.has(c) ? result.median(c) : Double.NaN;
    }
}
