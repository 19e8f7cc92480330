package dev.jopher.bench.board;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@link Price}s look like in BOARD.md and board.json. */
final class PriceSection {
    private static final String HEADING = "## What it costs that goroutines know where they are\n";

    private PriceSection() {}

    // ---- for people
    // ----------------------------------------------------------------------------------

    /** Returns the section. It is empty if there is nothing to report. */
    static String markdown(List<Price> prices, String load) {
        if (prices.isEmpty()) {
            return "";
        }
        var text = new StringBuilder(HEADING).append('\n');
        text.append(
                "Each goroutine notes why it waits, on what and since when, and who created it on which line;"
                        + " each lock notes who holds it; and each wait, start and end looks whether a flight recording wants an event."
                        + " Dumps and reports are made of that. Here is Jopher as it is beside"
                        + " Jopher with `-Djopher.whereabouts=false`, which leaves the notes out, both with the flags of"
                        + " `jopher run`: ")
                .append(PriceStep.how())
                .append(". The ratio is the median of the pairs' ratios, the interval that of the sign test: 95 of 100"
                        + " such intervals hold what endless pairs would give. The mark is 1.03.\n\n");
        text.append("| row | processors | with, ns | without, ns | with / without | interval |\n");
        text.append("|---|---:|---:|---:|---:|---:|\n");
        prices.forEach(p -> text.append(line(p)));
        return text.append("\nMeasured on ").append(LocalDate.now())
                .append(", load in the five minutes before: ").append(load).append(".\n\n")
                .toString();
    }

    private static String line(Price p) {
        if (!p.isKnown()) {
            return "| " + p.row().name() + " | " + p.procs() + " | none | none | | |\n";
        }
        var interval = p.interval();
        return String.format(Locale.ROOT, "| %s | %d | %s | %s | %.3f | %.3f to %.3f |\n",
                p.row().name(), p.procs(), Figure.of(Statistics.median(p.with()), "ns"),
                Figure.of(Statistics.median(p.without()), "ns"), p.ratio(), interval.low(),
                interval.high());
    }

    static String intoMarkdown(String board, String section) {
        return Splice.markdown(board, HEADING, section);
    }

    // ---- for programs
    // --------------------------------------------------------------------------------

    static String intoJson(String board, List<Price> prices) {
        return prices.isEmpty() ? board
                : Splice.json(board, "price", prices.stream().filter(Price::isKnown)
                        .map(PriceSection::member).collect(Collectors.joining(",\n")));
    }

    private static String member(Price p) {
        var interval = p.interval();
        return String.format(Locale.ROOT,
                "{\"name\":\"%s\",\"procs\":%d,\"with\":%.4g,\"without\":%.4g,"
                        + "\"ratio\":%.4f,\"low\":%.4f,\"high\":%.4f}",
                p.row().name(), p.procs(), Statistics.median(p.with()),
                Statistics.median(p.without()), p.ratio(), interval.low(), interval.high());
    }
}
