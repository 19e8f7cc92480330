package dev.jopher.bench.board;

import static dev.jopher.bench.board.Contestant.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class BoardTest {
    private final Options options = Options.parse(Path.of("bench"), List.of("-quick"));
    private final Setting setting = new Setting(Path.of(""), Path.of("java"), List.of("-Xflag"),
            Map.of(KOTLIN, "it is out of town"));
    private final Machine machine = new Machine(List.of("Day: today"));

    private static Result result() {
        var row = new Row("ChanSync", "channels", "a round").without("has no channels", JDK);
        var result = new Result(row, 2, Table.RUN, "ns");
        for (double round : new double[] {90, 100, 110}) {
            result.add(JOPHER, round);
            result.add(GO, 2 * round);
            result.add(JOX, round / 2);
        }
        return result;
    }

    @Test
    void json() {
        assertThat(BoardJson.of(List.of(result()))).isEqualTo("""
                {"rows":[
                {"name":"ChanSync","procs":2,"table":"run","unit":"ns",\
                "ns":{"jopher":100.0,"go":200.0,"jox":50.0},"ratios":{"go":0.5,"jox":2.0},\
                "spread":{"jopher":0.1,"go":0.1,"jox":0.1}}
                ]}
                """);
    }

    @Test
    void markdown() {
        String text = new BoardMarkdown(setting, options, machine, List.of(result())).text();
        assertThat(text).contains("| ChanSync | 100 ±10 % | 200 ±10 % (0.50) |  |"
                + " 50.0 ±10 % (**2.00**) |  | a round |");
        assertThat(text).contains("| Go | run | 2 | 1 | 0.50 | 0 |  |")
                .contains("| Jox | run | 2 | 1 | 2.00 | 1 | ChanSync 2.00 |");
        assertThat(text).contains("- Kotlin was not found: it is out of town",
                "- JDK has no channels: ChanSync", "- Day: today", "`-Xflag`");
    }

    @Test
    void chartHasADotForEachRatio() {
        assertThat(BoardChart.of(List.of(result()))).startsWith("<svg").endsWith("</svg>\n")
                .contains("ChanSync: 0.50 of Go").contains("ChanSync: 2.00 of Jox");
    }

    @Test
    void whoFailsHasNoFigure() {
        var result = result();
        result.fail(JOPHER, "has ended");
        assertThat(result.ratios()).isEmpty();
        assertThat(new BoardMarkdown(setting, options, machine, List.of(result)).text())
                .contains("- Jopher has ended: ChanSync (2, run)");
    }

    @Test
    void figuresHaveThreeDigitsThatCount() {
        assertThat(Figure.of(1.234, "ns")).isEqualTo("1.23");
        assertThat(Figure.of(12.34, "ns")).isEqualTo("12.3");
        assertThat(Figure.of(1234, "ns")).isEqualTo("1,234");
        assertThat(Figure.of(123_400, "ns")).isEqualTo("123 µs");
        assertThat(Figure.of(12_340_000, "ns")).isEqualTo("12.3 ms");
        assertThat(Figure.of(1_234_000_000, "ns")).isEqualTo("1.23 s");
    }

    @Test
    void optionsOfTheCommandLine() {
        assertThat(options.procs()).containsExactly(2);
        assertThat(options.out()).isEqualTo(Path.of("bench/target/board"));
        var all = Options.parse(Path.of("bench"), List.of());
        assertThat(all.rounds()).isEqualTo(5);
        assertThat(all.procs()).containsExactly(2, 1);
        assertThat(all.tables()).containsExactly(Table.RUN, Table.DEFAULT);
        assertThat(all.out()).isEqualTo(Path.of("bench"));
        var one = Options.parse(Path.of("bench"),
                List.of("-row", "Chan", "-procs", "1", "-table", "default", "-out", "x"));
        assertThat(one.wants("ChanSync")).isTrue();
        assertThat(one.wants("Mutex")).isFalse();
        assertThat(one.procs()).containsExactly(1);
        assertThat(one.tables()).containsExactly(Table.DEFAULT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(Path.of("bench"), List.of("-help")));
    }
}
