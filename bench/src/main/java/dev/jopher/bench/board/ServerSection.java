package dev.jopher.bench.board;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import dev.jopher.bench.board.ServerLoad.Rate;

/** What the servers look like in BOARD.md and board.json. */
final class ServerSection {
    private static final String HEADING = "## Servers\n";
    private static final String LATENESS = "lateness of the generator";
    private static final List<Contestant> THOSE =
            List.of(Contestant.JOPHER, Contestant.JDK, Contestant.GO);

    /** A line of a row's table. */
    private record Line(String title, Rate rate, String unit, ToDoubleFunction<ServerLoad> what) {
        boolean isOfServer() {
            return !title.startsWith(LATENESS);
        }
    }

    private static final List<Line> LINES = lines();

    private ServerSection() {}

    private static List<Line> lines() {
        var all = new ArrayList<Line>();
        all.add(new Line("requests per second, " + Rate.ALL.title, Rate.ALL, "",
                ServerLoad::throughput));
        for (Rate rate : Rate.values()) {
            String when = rate == Rate.ALL ? ", at saturation" : ", at " + rate.title;
            all.add(new Line("processor time per request" + when, rate, "ns",
                    ServerLoad::processor));
            all.add(new Line("p50" + when, rate, "ns", ServerLoad::p50));
            all.add(new Line("p99" + when, rate, "ns", ServerLoad::p99));
            all.add(new Line("p99.9" + when, rate, "ns", ServerLoad::p999));
            if (rate != Rate.ALL) {
                all.add(new Line(LATENESS + when, rate, "ns",
                        ServerLoad::lateness));
            }
        }
        return List.copyOf(all);
    }

    /** Returns the section. It is empty if there is nothing to report. */
    static String markdown(List<ServerResult> results, Options options, String load) {
        if (results.isEmpty()) {
            return "";
        }
        var text = new StringBuilder(HEADING);
        text.append("\nEach server is a process of its own, on ").append(ServerStep.PROCS)
                .append(" processors, which it shares with the process that loads it over ")
                .append(ServerRow.CONNECTIONS)
                .append(" connections. The JVMs have the flags of `jopher run`. The rates are parts"
                        + " of what the slowest one answers at saturation; requests come at random"
                        + " moments (Poisson), whether the server keeps up or not. A latency counts"
                        + " from the moment at which the request was due. The median of ")
                .append(options.rounds()).append(" rounds.\n\n");
        results.forEach(r -> text.append(table(r)));
        text.append("| Jopher | mark | median | worst | holds |\n|---|---:|---:|---:|---|\n");
        ServerMarks.of(results).forEach(m -> text.append(LimitSection.line(m)));
        return text.append("\nMeasured on ").append(LocalDate.now())
                .append(", load in the five minutes before: ").append(load).append(".\n\n")
                .toString();
    }

    private static String table(ServerResult r) {
        var text = new StringBuilder("### " + r.row().name() + "\n\n");
        text.append(capital(r.row().what())).append(".\n\n| | Jopher | virtual threads | Go |"
                + " / virtual threads | / Go |\n|---|---:|---:|---:|---:|---:|\n");
        LINES.forEach(l -> text.append(line(l, r)));
        r.notes().forEach((c, why) -> text.append("\n- ").append(c.title).append(": ").append(why)
                .append('\n'));
        return text.append('\n').toString();
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String line(Line l, ServerResult r) {
        var cells = new StringJoiner(" | ", "| ", " |\n").add(l.title);
        for (Contestant c : THOSE) {
            cells.add(r.has(c, l.rate) ? Figure.of(r.median(c, l.rate, l.what), l.unit) : "");
        }
        for (Contestant c : List.of(Contestant.JDK, Contestant.GO)) {
            OptionalDouble ratio = r.ratio(c, l.rate, l.what);
            cells.add(l.isOfServer() && ratio.isPresent() ? Figure.ratio(ratio.getAsDouble()) : "");
        }
        return cells.toString();
    }

    /** Returns a line as a sign of progress. */
    static String progress(ServerResult r) {
        var line = new StringJoiner("  ", "        " + r.row().name() + ":  ", "");
        for (Contestant c : THOSE) {
            if (r.has(c, Rate.ALL)) {
                line.add(String.format(Locale.ROOT, "%s %,.0f/s", c.title,
                        r.median(c, Rate.ALL, ServerLoad::throughput)));
            }
        }
        r.notes().forEach((c, why) -> line.add(c.title + ": " + why));
        return line.toString();
    }

    static String intoMarkdown(String board, String section) {
        return Splice.markdown(board, HEADING, section);
    }

    static String intoJson(String board, List<ServerResult> results) {
        return results.isEmpty() ? board
                : Splice.json(board, "servers", results.stream().map(ServerSection::member)
                        .collect(Collectors.joining(",\n")));
    }

    private static String member(ServerResult r) {
        var lines = new StringJoiner(",", "[", "]");
        for (Line l : LINES) {
            var figures = new StringJoiner(",");
            for (Contestant c : THOSE) {
                if (r.has(c, l.rate)) {
                    figures.add(String.format(Locale.ROOT, "\"%s\":%.4g", c.key(),
                            r.median(c, l.rate, l.what)));
                }
            }
            lines.add("{\"what\":\"" + l.title + "\"," + figures + "}");
        }
        return "{\"name\":\"" + r.row().name() + "\",\"figures\":" + lines + "}";
    }
}
