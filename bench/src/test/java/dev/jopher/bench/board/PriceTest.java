package dev.jopher.bench.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import dev.jopher.bench.board.Statistics.Interval;
import org.junit.jupiter.api.Test;

class PriceTest {
    private static Price price(double... ratios) {
        var price = new Price(new Row("PingPong", "channels", "a round trip"), 2);
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
        String section = PriceSection.markdown(List.of(price), "0.00");
        assertThat(section).startsWith("## What it costs")
                .contains("| PingPong | 2 | 102 | 100 | 1.020 | 0.970 to 1.050 |");
        String board = "# The board\n\n## Who has no figure, and why\n\n- none\n";
        String once = PriceSection.intoMarkdown(board, section);
        assertThat(once).isEqualTo(board.replace("## Who", section + "## Who"));
        String other = PriceSection.markdown(List.of(price(2, 3)), "0.00");
        assertThat(PriceSection.intoMarkdown(once, other))
                .isEqualTo(board.replace("## Who", other + "## Who"));
        assertThat(PriceSection.intoMarkdown(section, other)).isEqualTo(other);
    }

    @Test
    void whoHasFailedHasNoFigure() {
        assertThat(PriceSection.markdown(List.of(price()), "0.00"))
                .contains("| PingPong | 2 | none | none | | |");
        assertThat(PriceSection.markdown(List.of(), "0.00")).isEmpty();
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
        assertThat(PriceStep.all(options())).hasSize(16);
        assertThat(PriceStep.all(options("-quick"))).isEmpty();
        assertThat(PriceStep.all(options("-row", "Chan"))).isEmpty();
        assertThat(PriceStep.all(options("-price", "-row", "Chan"))).hasSize(3);
        assertThat(Step.all(options("-price"))).isEmpty();
        assertThat(options("-price").out()).isEqualTo(Path.of("bench"));
    }

    private static Options options(String... args) {
        return Options.parse(Path.of("bench"), List.of(args));
    }
}
