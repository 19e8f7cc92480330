package dev.jopher.bench.board;

import static dev.jopher.bench.board.Contestant.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

class CliffTest {
    private static Result result(String name, double jopher, double go) {
        Row row = Cliffs.rows().stream().filter(r -> r.name().equals(name)).findFirst()
                .orElseThrow();
        var result = new Result(row, 2, Table.RUN, "ns");
        result.add(JOPHER, jopher);
        if (go > 0) {
            result.add(GO, go);
        }
        return result;
    }

    private final List<Result> results = List.of(result("BigSelect", 3e7, 1e7),
            result("CloseMillion", 3.1e9, 1e9), result("ClassInitialisation", 4e8, 0),
            result("ManyChannels", 1e9, 5e8), result("ManyChannelsLeaks", 1.6e9, 5e8));

    @Test
    void eachHasItsGoal() {
        String section = CliffSection.markdown(results, 3);
        assertThat(section).contains(
                "| BigSelect | 30.0 ms | 10.0 ms | 3.00 |  | at most 3 times Go | yes |",
                "| CloseMillion | 3.10 s | 1.00 s | 3.10 |  | at most 3 times Go | **no** |",
                "| ClassInitialisation | 400 ms |  |  |  | at most 400 ms | yes |",
                "| ManyChannelsLeaks | 1.60 s | 500 ms | 3.20 |  | at most 1.5 times ManyChannels | **no** |",
                "the median of 3 processes");
        assertThat(CliffSection.markdown(List.of(), 3)).isEmpty();
    }

    @Test
    void whatHasNoFigureIsNotReached() {
        var failed = result("TokenHandOver", 1, 1);
        failed.fail(JOPHER, "no answer within 100 s");
        String section = CliffSection.markdown(List.of(failed), 1);
        assertThat(section).contains(
                "| TokenHandOver |  | 1.00 |  |  | at most 3 times Go | **no** |",
                "- TokenHandOver: Jopher no answer within 100 s");
        assertThat(CliffSection.intoJson("{\"rows\":[\n\n]}\n", List.of(failed)))
                .contains("\"name\":\"TokenHandOver\",\"ns\":{\"go\":1.000}", "\"reached\":false");
    }

    @Test
    void eachGoalThatNamesARowNamesOneThatIsThere() {
        var names = Cliffs.rows().stream().map(Row::name).toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(Cliffs.ALL).allSatisfy(
                c -> assertThat(List.of("Go", "ns").contains(c.of()) || names.contains(c.of()))
                        .as(c.of()).isTrue());
        assertThat(Cliffs.ALL).filteredOn(c -> c.of().equals("Go"))
                .noneMatch(c -> c.row().absent().containsKey(GO));
    }

    @Test
    void aWholeRunHasThemAndSoHasOneThatAsksForThem() {
        assertThat(CliffStep.all(options())).hasSameSizeAs(Cliffs.ALL);
        assertThat(CliffStep.all(options("-cliffs"))).hasSameSizeAs(Cliffs.ALL);
        assertThat(Step.all(options("-cliffs"))).isEmpty();
        assertThat(CliffStep.all(options("-quick"))).isEmpty();
        assertThat(CliffStep.all(options("-row", "TimeoutBesideBusy"))).hasSize(1);
        assertThat(Duels.all(options("-against", "HEAD", "-quick", "-row", "BigSelect")))
                .hasSize(1);
    }

    private static Options options(String... args) {
        return Options.parse(Path.of("bench"), List.of(args));
    }
}
