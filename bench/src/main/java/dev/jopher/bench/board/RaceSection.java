package dev.jopher.bench.board;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** What {@link RaceCost}s look like in BOARD.md and board.json. */
final class RaceSection {
    private static final String HEADING = "## The price of -race\n";

    private RaceSection() {}

    // ---- for people
    // ----------------------------------------------------------------------------------

    /** Returns the section. It is empty if there is nothing to report. */
    static String markdown(List<RaceCost> costs, List<RaceLife> lives, Options options,
            String load) {
        if (costs.isEmpty()) {
            return "";
        }
        var text = new StringBuilder(HEADING).append('\n');
        text.append("The same programs without a race detector and with it, in Jopher"
                + " (`jopher run -race`) and in Go (`go run -race`), on " + RaceStep.PROCS
                + " processors, all four in turns: the medians of " + options.rounds()
                + " rounds. The slow-down is the median of the rounds' ratios. The memory is the most that"
                + " the process had.\n\n");
        text.append("| row | Jopher | with -race | slow-down | memory | Go | with -race | slow-down"
                + " | memory | one operation |\n");
        text.append("|---|---:|---:|---:|---:|---:|---:|---:|---:|---|\n");
        costs.forEach(c -> text.append(line(c)));
        text.append("| geometric mean | | | ").append(ratio(RaceMarks.mean(costs,
                Contestant.JOPHER))).append(" | | | | ")
                .append(ratio(RaceMarks.mean(costs, Contestant.GO))).append(" | | |\n\n");
        return text.append(failures(costs)).append(marks(RaceMarks.of(costs, lives)))
                .append(lives(lives, options)).append("Measured on ").append(LocalDate.now())
                .append(", load in the five minutes before: ").append(load).append(".\n\n")
                .toString();
    }

    private static String line(RaceCost c) {
        var cells = new StringJoiner(" | ", "| ", " |\n").add(c.row().name());
        for (Contestant runtime : List.of(Contestant.JOPHER, Contestant.GO)) {
            cells.add(figure(c, RaceVariant.of(runtime, false)));
            cells.add(figure(c, RaceVariant.of(runtime, true)));
            cells.add(ratio(c.slowDown(runtime)));
            cells.add(ratio(c.memory(runtime)));
        }
        return cells.add(c.row().what()).toString();
    }

    private static String figure(RaceCost c, RaceVariant v) {
        return c.has(v) ? Figure.of(c.median(v), "ns") : "none";
    }

    private static String ratio(Optional<Double> ratio) {
        return ratio.map(Figure::ratio).orElse("");
    }

    /** Returns which variants have no figure, and why, each reason once. */
    private static String failures(List<RaceCost> costs) {
        var text = new StringBuilder();
        for (RaceVariant v : RaceVariant.values()) {
            costs.stream().filter(c -> c.notes().containsKey(v))
                    .collect(Collectors.groupingBy(c -> String.valueOf(c.notes().get(v)),
                            Collectors.mapping(c -> c.row().name(), Collectors.joining(", "))))
                    .forEach((why, rows) -> text.append("- ").append(v.title()).append(" (")
                            .append(rows).append("): ").append(why).append('\n'));
        }
        return text.isEmpty() ? "" : text.append('\n').toString();
    }

    private static String marks(List<Limit> marks) {
        return "| Jopher with -race | mark | median | worst | holds |\n|---|---:|---:|---:|---|\n"
                + marks.stream().map(LimitSection::line).collect(Collectors.joining()) + "\n";
    }

    /** Returns what Go's detector keeps of goroutines, for comparison. */
    private static String lives(List<RaceLife> lives, Options options) {
        return lives.stream().filter(l -> l.runtime() == Contestant.GO && !l.ended().isEmpty())
                .map(l -> String.format(Locale.ROOT,
                        "In Go it is %,.0f bytes more for each that lives, and %,.1f that stay of each"
                                + " of %d,000,000 that have ended.\n\n",
                        l.live().getFirst(), l.ended().getFirst(), RaceLife.millions(options)))
                .collect(Collectors.joining());
    }

    static String intoMarkdown(String board, String section) {
        return Splice.markdown(board, HEADING, section);
    }

    /** Returns a line as a sign of progress. */
    static String progress(RaceCost c) {
        var line = new StringJoiner("  ", "        " + c.row().name() + ":  ", "");
        for (Contestant runtime : List.of(Contestant.JOPHER, Contestant.GO)) {
            c.slowDown(runtime).ifPresent(s -> line.add(runtime.title + " "
                    + Figure.ratio(s) + ", memory " + ratio(c.memory(runtime))));
        }
        c.notes().forEach((v, why) -> line.add(v.title() + ": " + why));
        return line.toString();
    }

    // ---- for programs
    // --------------------------------------------------------------------------------

    static String intoJson(String board, List<RaceCost> costs, List<RaceLife> lives) {
        if (costs.isEmpty()) {
            return board;
        }
        String rows = costs.stream().map(RaceSection::member).collect(Collectors.joining(",\n"));
        String marks = RaceMarks.of(costs, lives).stream().map(LimitSection::member)
                .collect(Collectors.joining(",\n"));
        return Splice.json(Splice.json(board, "race", rows), "raceMarks", marks);
    }

    private static String member(RaceCost c) {
        var nanos = new StringJoiner(",", "{", "}");
        for (RaceVariant v : RaceVariant.values()) {
            if (c.has(v)) {
                nanos.add(number(v.key(), c.median(v)));
            }
        }
        var slowDowns = new StringJoiner(",", "{", "}");
        var memory = new StringJoiner(",", "{", "}");
        for (Contestant runtime : List.of(Contestant.JOPHER, Contestant.GO)) {
            c.slowDown(runtime).ifPresent(s -> slowDowns.add(number(runtime.key(), s)));
            c.memory(runtime).ifPresent(m -> memory.add(number(runtime.key(), m)));
        }
        return "{\"name\":\"" + c.row().name() + "\",\"ns\":" + nanos + ",\"slowDown\":"
                + slowDowns + ",\"memory\":" + memory + "}";
    }

    private static String number(String name, double value) {
        return String.format(Locale.ROOT, "\"%s\":%.4g", name, value);
    }
}
