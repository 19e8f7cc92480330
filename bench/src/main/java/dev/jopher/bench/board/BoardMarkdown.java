package dev.jopher.bench.board;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** BOARD.md, for people. */
final class BoardMarkdown {
    private final Setting setting;
    private final Options options;
    private final Machine machine;
    private final List<Result> results;
    private final StringBuilder text = new StringBuilder();

    BoardMarkdown(Setting setting, Options options, Machine machine, List<Result> results) {
        this.setting = setting;
        this.options = options;
        this.machine = machine;
        this.results = results;
    }

    String text() {
        line("# The board");
        line("");
        line("The same work in Go, Kotlin's coroutines, Jox, the JDK's own queues and locks on virtual threads, and"
                + " Jopher, measured in turns in one run by `bench/board`" + how() + ".");
        line("");
        line("Every figure is the median of " + options.rounds() + " rounds of at least "
                + options.round() / 1_000_000
                + " ms, in nanoseconds per operation unless it says otherwise. In brackets is the ratio"
                + " Jopher / other: the median of the rounds' ratios, **bold where the other is ahead**.");
        line("");
        line("![Ratios at a glance](board.svg)");
        line("");
        summary();
        for (Table table : options.tables()) {
            for (int procs : options.procs()) {
                section(table, procs);
            }
        }
        absentees();
        conditions();
        return text.toString();
    }

    private String how() {
        return options.quick() ? " `-quick`: short rounds, good for a first impression only" : "";
    }

    private void line(String s) {
        text.append(s).append('\n');
    }

    // ---- at a glance
    // ---------------------------------------------------------------------------------

    private void summary() {
        line("| Jopher against | table | processors | rows | geometric mean | behind in | most in |");
        line("|---|---|---|---|---|---|---|");
        for (Contestant c : Contestant.values()) {
            for (Table table : options.tables()) {
                for (int procs : options.procs()) {
                    summary(c, table, procs);
                }
            }
        }
        line("");
    }

    private void summary(Contestant c, Table table, int procs) {
        Map<String, Double> ratios = results.stream()
                .filter(r -> r.table() == table && r.procs() == procs && r.ratios().containsKey(c))
                .collect(Collectors.toMap(r -> r.row().name(),
                        r -> r.ratios().getOrDefault(c, 1.0)));
        if (!ratios.isEmpty()) {
            long behind = ratios.values().stream().filter(r -> r > 1).count();
            line("| " + c.title + " | " + table.key() + " | " + procs + " | " + ratios.size()
                    + " | " + Figure.ratio(Statistics.geometricMean(ratios.values())) + " | "
                    + behind + " | " + worst(ratios) + " |");
        }
    }

    /** Returns the three rows in which the other is most ahead. */
    private static String worst(Map<String, Double> ratios) {
        return ratios.entrySet().stream().filter(e -> e.getValue() > 1)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed()).limit(3)
                .map(e -> e.getKey() + " " + Figure.ratio(e.getValue()))
                .collect(Collectors.joining(", "));
    }

    // ---- the tables
    // ----------------------------------------------------------------------------------

    private void section(Table table, int procs) {
        List<Result> here = results.stream().filter(r -> r.table() == table && r.procs() == procs)
                .toList();
        if (here.isEmpty()) {
            return;
        }
        line("## " + procs + (procs == 1 ? " processor" : " processors") + ", " + table.title);
        line("");
        for (String group : here.stream().map(r -> r.row().group()).distinct().toList()) {
            line("### " + group);
            line("");
            var head = new ArrayList<String>(List.of(group));
            for (Contestant c : Contestant.values()) {
                head.add(c.title);
            }
            head.add("one operation");
            line("| " + String.join(" | ", head) + " |");
            line("|---" + "|---:".repeat(Contestant.values().length) + "|---|");
            here.stream().filter(r -> r.row().group().equals(group)).forEach(this::row);
            line("");
        }
        text.append(FloorSection.markdown(here));
    }

    private void row(Result r) {
        var cells = new ArrayList<String>(List.of(r.row().name()));
        for (Contestant c : Contestant.values()) {
            cells.add(cell(r, c));
        }
        cells.add(r.row().what() + (r.unit().equals("ns") ? "" : ", in " + r.unit()));
        line("| " + String.join(" | ", cells) + " |");
    }

    private static String cell(Result r, Contestant c) {
        if (!r.has(c)) {
            return r.row().absent().containsKey(c) || !r.notes().containsKey(c) ? "" : "none";
        }
        String figure = Figure.of(r.median(c), r.unit()) + " ±" + Figure.percent(r.spread(c));
        Double ratio = r.ratios().get(c);
        if (ratio == null) {
            return figure;
        }
        String shown = Figure.ratio(ratio);
        return figure + " (" + (ratio > 1 ? "**" + shown + "**" : shown) + ")";
    }

    // ---- small print
    // ---------------------------------------------------------------------------------

    private void absentees() {
        line("## Who has no figure, and why");
        line("");
        setting.missing().forEach((c, why) -> line("- " + c.title + " was not found: " + why));
        var reasons = new EnumMap<Contestant, Map<String, List<String>>>(Contestant.class);
        for (Result r : results) {
            r.notes().forEach((c, why) -> {
                var rows = reasons.computeIfAbsent(c, _ -> new java.util.TreeMap<>())
                        .computeIfAbsent(why, _ -> new ArrayList<>());
                String name = r.row().absent().containsKey(c) ? r.row().name()
                        : r.row().name() + " (" + r.procs() + ", " + r.table().key() + ")";
                if (!rows.contains(name)) {
                    rows.add(name);
                }
            });
        }
        reasons.forEach((c, all) -> all.forEach((why, rows) -> line(
                "- " + c.title + " " + why + ": " + String.join(", ", rows))));
        line("");
    }

    private void conditions() {
        line("## Conditions");
        line("");
        machine.lines().forEach(l -> line("- " + l));
        for (Table table : options.tables()) {
            line("- Table \"" + table.key() + "\", flags of all JVMs: `"
                    + String.join(" ", setting.flags(table)) + "`");
        }
        line("- Processors: GOMAXPROCS, `Go.maxProcs(n)`, `jdk.virtualThreadScheduler.parallelism`,"
                + " `kotlinx.coroutines.scheduler.core.pool.size`. With one of them, the collector and the JIT of a JVM"
                + " still have all.");
        line("- Each row has a fresh process for each runtime, which warms up for "
                + options.warmUp() / 1_000_000
                + " ms or longer, until three turns bring nothing; then the runtimes take turns, each round in another order."
                + " Before each run there is a collection, as in Go's own benchmarks.");
    }
}
