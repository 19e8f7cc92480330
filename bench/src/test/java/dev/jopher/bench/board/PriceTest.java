package dev.jopher.bench.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import dev.jopher.bench.board.Statistics.Interval;
import org.junit.jupiter.api.Test;

class PriceTest {
    private static final String BOARD = "# The board\n\n## Who has no figure, and why\n\n- none\n";

    private static Price price(double... ratios) {
        return price(Priced.NOTES, ratios);
    }

    private static Price price(Priced what, double... ratios) {
        var price = new Price(what, new Row("PingPong", "channels", "a round trip"), 2);
        for (double ratio : ratios) {
            price.with().add(100 * ratio);
            price.without().add(100.0);
        }
        return price;
    }

    private final Price price = price(1.02, 1.01, 0.97, 1.00, 1.03, 9.00, 1.04, 0.10, 1.05);

    @Test
    void theIntervalLeavesOutAsManyAsTheSignTestAllows() {
        assertThat(price.ratio()).isEqualTo(1.02);
        assertThat(price.interval()).isEqualTo(new Interval(0.97, 1.05));
        // P(at most 0 of 6 lie above) is 1/64, of at most 1 it is 7/64
        assertThat(Statistics.interval(List.of(6.0, 2.0, 3.0, 5.0, 4.0, 1.0)))
                .isEqualTo(new Interval(1, 6));
        assertThat(Statistics.interval(List.of(2.0))).isEqualTo(new Interval(2, 2));
    }

    @Test
    void thereIsOneSectionOfThem() {
        List<Price> first = List.of(price);
        String section = section(first);
        assertThat(section).startsWith("## What it costs")
                .contains("| PingPong | 2 | 102 | 100 | 1.020 | 0.970 to 1.050 |");
        String once = into(BOARD, first);
        assertThat(once).isEqualTo(with(section));
        List<Price> other = List.of(price(2, 3));
        assertThat(into(once, other)).isEqualTo(with(section(other)));
        assertThat(into(section, other)).isEqualTo(section(other));
    }

    @Test
    void aRecordingHasASectionOfItsOwn() {
        List<Price> both =
                List.of(price, price(Priced.RECORDING, 2, 2), price(Priced.RECORDING, 8));
        String recording = PriceSection.markdown(Priced.RECORDING, both, "0.00");
        assertThat(recording).startsWith("## What a recording costs\n")
                .contains("| 200 | 100 | 2.000 |", "Geometric mean: 4.00.").doesNotContain("102");
        assertThat(into(BOARD, both)).isEqualTo(with(section(both) + recording));
        assertThat(PriceSection.intoJson(BoardJson.of(List.of()), both))
                .contains("\"price\":[\n", "\"recording\":[\n");
    }

    private static String with(String sections) {
        return BOARD.replace("## Who", sections + "## Who");
    }

    private static String section(List<Price> prices) {
        return PriceSection.markdown(Priced.NOTES, prices, "0.00");
    }

    private static String into(String board, List<Price> prices) {
        return PriceSection.intoMarkdown(board, prices, "0.00");
    }

    @Test
    void whoHasFailedHasNoFigure() {
        assertThat(section(List.of(price()))).contains("| PingPong | 2 | none | none | | |")
                .doesNotContain("Geometric mean");
        assertThat(section(List.of())).isEmpty();
    }

    @Test
    void jsonHasThemBesideTheRows() {
        String rows = BoardJson.of(List.of());
        String once = PriceSection.intoJson(rows, List.of(price));
        assertThat(once).isEqualTo(rows.replace("]}", "]").stripTrailing() + """
                ,
                "price":[
                {"name":"PingPong","procs":2,"with":102.0,"without":100.0,\
                "ratio":1.0200,"low":0.9700,"high":1.0500}
                ]}
                """);
        assertThat(PriceSection.intoJson(once, List.of(price))).isEqualTo(once);
        assertThat(PriceSection.intoJson(rows, List.of())).isEqualTo(rows);
    }

    @Test
    void aWholeRunHasThemToo() {
        assertThat(PriceStep.all(options())).hasSize(33);
        assertThat(PriceStep.all(options("-price", "-row", "HttpServer")))
                .extracting(PriceStep::what).containsExactly(Priced.RECORDING);
        assertThat(PriceStep.all(options("-quick"))).isEmpty();
        assertThat(PriceStep.all(options("-row", "Chan"))).isEmpty();
        assertThat(PriceStep.all(options("-price", "-row", "Chan"))).hasSize(6);
        assertThat(Step.all(options("-price"))).isEmpty();
        assertThat(options("-price").out()).isEqualTo(Path.of("bench"));
    }

    private static Options options(String... args) {
        return Options.parse(Path.of("bench"), List.of(args));
    }
}
