package dev.jopher.bench.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

class LimitTest {
    private static Limit late(double... ms) {
        var limit = Limit.atMost("TimerBeside2", 50, "how late, in ms");
        for (double m : ms) {
            limit.measured().add(m);
        }
        return limit;
    }

    private static Limit pace(double share) {
        var limit = Limit.atLeast("PairBeside2", 0.5, "what is left");
        limit.measured().add(share);
        return limit;
    }

    @Test
    void theWorstRoundDecides() {
        assertThat(late(1, 50, 3).holds()).isTrue();
        assertThat(late(1, 50.1, 3).holds()).isFalse();
        assertThat(late(1, 50, 3).median()).isEqualTo(3);
        assertThat(pace(0.5).holds()).isTrue();
        assertThat(pace(0.49).holds()).isFalse();
    }

    @Test
    void thereIsOneSectionOfThem() {
        String section = LimitSection.markdown(List.of(late(1, 60, 3.256), pace(0.7)));
        assertThat(section)
                .contains("| how late, in ms | at most 50 | 3.26 | 60 | **no** |")
                .contains("| what is left | at least 0.500 | 0.700 | 0.700 | yes |");
        String board = "# The board\n\n## Who has no figure, and why\n\n- none\n";
        String once = LimitSection.intoMarkdown(board, section);
        assertThat(once).isEqualTo(board.replace("## Who", section + "## Who"));
        assertThat(LimitSection.intoMarkdown(once, section)).isEqualTo(once);
        assertThat(LimitSection.markdown(List.of())).isEmpty();
    }

    @Test
    void jsonHasThemBesideThePrice() {
        var price = new Price(Priced.NOTES, new Row("PingPong", "channels", "a round trip"), 2);
        price.with().add(1.0);
        price.without().add(1.0);
        String rows = BoardJson.of(List.of());
        String limits = LimitSection.intoJson(rows, List.of(pace(0.7)));
        assertThat(limits).isEqualTo(rows.replace("]}", "]").stripTrailing() + """
                ,
                "limits":[
                {"name":"PairBeside2","mark":0.500,"atMost":false,"median":0.7000,\
                "worst":0.7000,"holds":true}
                ]}
                """);
        String both = PriceSection.intoJson(limits, List.of(price));
        assertThat(LimitSection.intoJson(both, List.of(pace(0.7))))
                .contains("\"limits\":[\n", "\"price\":[\n").hasSameSizeAs(both);
        assertThat(LimitSection.intoJson(rows, List.of())).isEqualTo(rows);
    }

    @Test
    void aWholeRunHasThemToo() {
        assertThat(LimitStep.all(options())).isNotEmpty();
        assertThat(LimitStep.all(options("-limits"))).isNotEmpty();
        assertThat(Step.all(options("-limits"))).isEmpty();
        assertThat(LimitStep.all(options("-price"))).isEmpty();
        assertThat(LimitStep.all(options("-row", "Chan"))).isEmpty();
        assertThat(LimitStep.all(options("-quick"))).isEmpty();
    }

    private static Options options(String... args) {
        return Options.parse(Path.of("bench"), List.of(args));
    }
}
