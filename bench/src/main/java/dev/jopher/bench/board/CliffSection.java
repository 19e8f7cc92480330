package dev.jopher.bench.board;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** What {@link Cliff}s look like in BOARD.md and board.json. */
final class CliffSection {
    private static final String HEADING = "## Cliffs\n";

    private CliffSection() {}

    /** Returns the section. It is empty if there is nothing to report. */
    static String markdown(List<Result> results, int rounds) {
        if (results.isEmpty()) {
            return "";
        }
        var text = new StringBuilder(HEADING);
        text.append(
                "\nWhere there is very much of something, or the process is cold: once in a fresh"
                        + " process, on " + CliffStep.PROCS
                        + " processors, with the flags of `jopher run`; the median of "
                        + rounds + (rounds == 1 ? " process" : " processes") + ".\n\n");
        text.append("| row | Jopher | Go | Jopher / Go | JDK | goal | reached | what |\n");
        text.append("|---|---:|---:|---:|---:|---|---|---|\n");
        cliffs(results).forEach(c -> text.append(line(c, results)));
        results.forEach(r -> {
            if (!r.has(Contestant.JOPHER)) {
                text.append("\n- ").append(r.row().name()).append(": Jopher ")
                        .append(r.notes().get(Contestant.JOPHER)).append('\n');
            }
        });
        return text.append('\n').toString();
    }

    private static List<Cliff> cliffs(List<Result> results) {
        List<Row> rows = results.stream().map(Result::row).toList();
        return Cliffs.ALL.stream().filter(c -> rows.contains(c.row())).toList();
    }

    private static String line(Cliff c, List<Result> all) {
        Result r = all.stream().filter(x -> x.row().equals(c.row())).findFirst().orElseThrow();
        Double ratio = r.ratios().get(Contestant.GO);
        return "| " + c.row().name() + " | " + figure(r, Contestant.JOPHER) + " | "
                + figure(r, Contestant.GO) + " | " + (ratio == null ? "" : Figure.ratio(ratio))
                + " | " + figure(r, Contestant.JDK) + " | " + c.goal() + " | " + reached(c, r, all)
                + " | " + c.row().what() + " |\n";
    }

    private static String figure(Result r, Contestant c) {
        return r.has(c) ? Figure.of(r.median(c), r.unit()) : "";
    }

    private static String reached(Cliff c, Result r, List<Result> all) {
        double used = c.used(all);
        boolean failed = !r.has(Contestant.JOPHER);
        return used <= 1 ? "yes" : failed || !Double.isNaN(used) ? "**no**" : "not known";
    }

    /** Returns a line as a sign of progress. */
    static String line(Result r) {
        var line = new StringJoiner("  ", "        " + r.row().name() + ":  ", "");
        for (Contestant c : Contestant.values()) {
            if (r.has(c)) {
                line.add(c.title + " " + figure(r, c));
            } else if (!r.row().absent().containsKey(c) && r.notes().containsKey(c)) {
                line.add(c.title + ": " + r.notes().get(c));
            }
        }
        return line.toString();
    }

    static String intoMarkdown(String board, String section) {
        return Splice.markdown(board, HEADING, section);
    }

    static String intoJson(String board, List<Result> results) {
        return results.isEmpty() ? board
                : Splice.json(board, "cliffs", cliffs(results).stream()
                        .map(c -> member(c, results)).collect(Collectors.joining(",\n")));
    }

    private static String member(Cliff c, List<Result> all) {
        Result r = all.stream().filter(x -> x.row().equals(c.row())).findFirst().orElseThrow();
        var figures = new StringJoiner(",", "{", "}");
        for (Contestant each : Contestant.values()) {
            if (r.has(each)) {
                figures.add(String.format(Locale.ROOT, "\"%s\":%.4g", each.key(), r.median(each)));
            }
        }
        return "{\"name\":\"" + c.row().name() + "\",\"ns\":" + figures + ",\"goal\":\"" + c.goal()
                + "\",\"reached\":" + (c.used(all) <= 1) + "}";
    }
}
