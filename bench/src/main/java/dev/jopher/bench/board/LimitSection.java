package dev.jopher.bench.board;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@link Limit}s look like in BOARD.md and board.json. */
final class LimitSection {
    private static final String HEADING = "## What has to hold in itself\n";

    private LimitSection() {}

    /** Returns the section. It is empty if there is nothing to report. */
    static String markdown(List<Limit> limits) {
        if (limits.isEmpty()) {
            return "";
        }
        return HEADING + "\nJopher alone, on " + LimitStep.PROCS
                + " processors, with the flags of `jopher run`: "
                + LimitStep.ROUNDS + " rounds, a fresh process each.\n\n"
                + "| | mark | median | worst | holds in each round |\n|---|---:|---:|---:|---|\n"
                + limits.stream().map(LimitSection::line).collect(Collectors.joining())
                + "\n";
    }

    static String line(Limit l) {
        return String.format(Locale.ROOT, "| %s | %s %s | %s | %s | %s |\n", l.what(),
                l.atMost() ? "at most" : "at least", number(l.mark()), number(l.median()),
                number(l.worst()), l.holds() ? "yes" : "**no**");
    }

    private static String number(double v) {
        return v == Math.rint(v) ? Long.toString((long) v) : String.format(Locale.ROOT, "%.3g", v);
    }

    static String intoMarkdown(String board, String section) {
        return Splice.markdown(board, HEADING, section);
    }

    static String intoJson(String board, List<Limit> limits) {
        return limits.isEmpty() ? board
                : Splice.json(board, "limits", limits.stream().map(LimitSection::member)
                        .collect(Collectors.joining(",\n")));
    }

    static String member(Limit l) {
        return String.format(Locale.ROOT,
                "{\"name\":\"%s\",\"mark\":%s,\"atMost\":%b,\"median\":%.4g,\"worst\":%.4g,\"holds\":%b}",
                l.name(), number(l.mark()), l.atMost(), l.median(), l.worst(), l.holds());
    }
}
