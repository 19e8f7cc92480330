package dev.jopher.bench.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

import dev.jopher.bench.board.Comparison.Verdict;
import dev.jopher.bench.board.Statistics.Interval;

/** What {@code bench/board -against} prints. */
record AgainstReport(String here, String there, String note, String load, List<Comparison> all) {
    /** Returns whether no row is slower, and none has stopped working. */
    boolean isGood() {
        return all.stream().map(Comparison::verdict)
                .noneMatch(v -> v == Verdict.SLOWER || v == Verdict.FAILED);
    }

    // ---- for people
    // ----------------------------------------------------------------------------------

    String markdown() {
        var text = new StringBuilder("# The working tree against " + there + "\n\n");
        text.append("Here is ").append(here).append(". ").append(note)
                .append(note.isEmpty() ? "" : "\n\n")
                .append("A ratio below 1 says that the working tree takes less. The interval holds the"
                        + " true ratio in 95 of 100 cases (signed-rank test on pairs of processes). Slower:"
                        + " the interval lies above 1.02. Load in the five minutes before: ")
                .append(load).append(".\n\n");
        text.append("| row | there | here | here / there | interval | pairs | |\n");
        text.append("|---|---:|---:|---:|---|---:|---|\n");
        var sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingInt(AgainstReport::order));
        sorted.forEach(c -> text.append(row(c)));
        return text.append('\n').append(summary()).toString();
    }

    /** Rows with something to do first, the others in the order of the board. */
    private static int order(Comparison c) {
        return switch (c.verdict()) {
            case FAILED -> 0;
            case SLOWER -> 1;
            case UNCLEAR -> 2;
            default -> 3;
        };
    }

    private static String row(Comparison c) {
        if (c.pairs() == 0) {
            return "| " + c.label() + " | | | | | 0 | " + c.verdict().text + ": " + c.note()
                    + " |\n";
        }
        return "| " + c.label() + " | " + Figure.of(c.median(false), c.unit()) + " | "
                + Figure.of(c.median(true), c.unit()) + " | " + number(c.ratio()) + " | "
                + interval(c) + " | " + c.pairs() + " | " + c.verdict().text
                + (c.note().isEmpty() ? "" : ": " + c.note()) + " |\n";
    }

    private String summary() {
        var text = new StringJoiner(", ", "", ".\n");
        for (Verdict v : Verdict.values()) {
            long count = all.stream().filter(c -> c.verdict() == v).count();
            text.add(v.text.replace("*", "") + ": " + count);
        }
        return text.toString();
    }

    /** Returns a row in one line, as a sign of progress. */
    static String line(Comparison c) {
        if (c.pairs() == 0) {
            return c.label() + ": " + (c.note().isEmpty() ? "no figure" : c.note());
        }
        return c.label() + ": " + number(c.ratio()) + (c.pairs() < SignedRank.LEAST ? ""
                : " (" + interval(c) + ") " + c.verdict().text.replace("*", ""));
    }

    private static String interval(Comparison c) {
        Interval i = c.interval();
        return i.high() == Double.POSITIVE_INFINITY ? "too few pairs"
                : number(i.low()) + " to " + number(i.high());
    }

    private static String number(double v) {
        return String.format(Locale.ROOT, "%.3f", v);
    }

    // ---- for programs
    // --------------------------------------------------------------------------------

    String json() {
        return all.stream().map(AgainstReport::member)
                .collect(Collectors.joining(",\n", "{\"against\":[\n", "\n]}\n"));
    }

    private static String member(Comparison c) {
        String head = "{\"name\":\"" + c.name() + "\",\"row\":\"" + c.label() + "\",\"verdict\":\""
                + c.verdict().name().toLowerCase(Locale.ROOT) + "\",\"pairs\":" + c.pairs();
        if (c.pairs() < SignedRank.LEAST) {
            return head + "}";
        }
        Interval i = c.interval();
        return head + String.format(Locale.ROOT,
                ",\"here\":%.4g,\"there\":%.4g,\"ratio\":%.4f,\"low\":%.4f,\"high\":%.4f}",
                c.median(true), c.median(false), c.ratio(), i.low(), i.high());
    }
}
