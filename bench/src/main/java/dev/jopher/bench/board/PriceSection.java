package dev.jopher.bench.board;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@link Price}s look like in BOARD.md and board.json. */
final class PriceSection {
    private PriceSection() {}

    // ---- for people
    // ----------------------------------------------------------------------------------

    /** Returns the section of {@code what}. It is empty if there is nothing to report. */
    static String markdown(Priced what, List<Price> all, String load) {
        List<Price> prices = of(what, all);
        if (prices.isEmpty()) {
            return "";
        }
        var text = new StringBuilder(what.heading).append('\n');
        text.append(what.what).append(": ").append(PriceStep.how())
                .append(". The ratio is the median of the pairs' ratios, the interval that of the sign test: 95 of 100"
                        + " such intervals hold what endless pairs would give. ")
                .append(what.mark).append("\n\n");
        text.append("| row | processors | with, ns | without, ns | with / without | interval |\n");
        text.append("|---|---:|---:|---:|---:|---:|\n");
        prices.forEach(p -> text.append(line(p)));
        return text.append(mean(prices)).append("Measured on ").append(LocalDate.now())
                .append(", load in the five minutes before: ").append(load).append(".\n\n")
                .toString();
    }

    private static List<Price> of(Priced what, List<Price> all) {
        return all.stream().filter(p -> p.what() == what).toList();
    }

    private static String mean(List<Price> prices) {
        List<Double> ratios = prices.stream()
                .filter(p -> p.isKnown() && PriceStep.ROWS.contains(p.row().name()))
                .map(Price::ratio).toList();
        return ratios.isEmpty() ? "\n"
                : String.format(Locale.ROOT, "\nGeometric mean: %.2f. ",
                        Statistics.geometricMean(ratios));
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

    /** Returns {@code board} with all sections. */
    static String intoMarkdown(String board, List<Price> prices, String load) {
        String with = board;
        for (Priced what : Priced.values()) {
            if (!of(what, prices).isEmpty()) {
                with = Splice.markdown(with, what.heading, markdown(what, prices, load));
            }
        }
        return with;
    }

    // ---- for programs
    // --------------------------------------------------------------------------------

    static String intoJson(String board, List<Price> prices) {
        String with = board;
        for (Priced what : Priced.values()) {
            List<Price> those = of(what, prices);
            if (!those.isEmpty()) {
                with = Splice.json(with, what.key, those.stream().filter(Price::isKnown)
                        .map(PriceSection::member).collect(Collectors.joining(",\n")));
            }
        }
        return with;
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
