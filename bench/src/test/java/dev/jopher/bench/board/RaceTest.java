package dev.jopher.bench.board;

import static dev.jopher.bench.board.RaceVariant.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaceTest {
    /** A row with these slow-downs of Jopher and of Go. */
    private static RaceCost cost(String name, double jopher, double go) {
        var cost = new RaceCost(row(name));
        cost.add(JOPHER, 100);
        cost.add(JOPHER_RACE, 100 * jopher);
        cost.add(GO, 50);
        cost.add(GO_RACE, 50 * go);
        cost.peaks().putAll(Map.of(JOPHER, 1e8, JOPHER_RACE, 3e8, GO, 1e7, GO_RACE, 5e7));
        return cost;
    }

    private static Row row(String name) {
        return RaceRows.ALL.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
    }

    private final List<RaceCost> costs = List.of(cost("Sor", 12, 8), cost("PrimeSieve", 3, 4));

    private static RaceLife life(Contestant runtime, double live, double ended) {
        return new RaceLife(runtime, List.of(live), List.of(ended));
    }

    private final List<RaceLife> lives =
            List.of(life(Contestant.JOPHER, 2100, 0.01), life(Contestant.GO, 900, 88));

    private String section() {
        return RaceSection.markdown(costs, lives, options("-quick"), "0.00");
    }

    @Test
    void eachRowHasBothSlowDowns() {
        assertThat(section()).startsWith("## The price of -race").contains(
                "| Sor | 100 | 1,200 | 12 | 3.00 | 50.0 | 400 | 8.00 | 5.00 | 40 sweeps",
                "| geometric mean | | | 6.00 | | | | 5.66 | | |",
                "In Go it is 900 bytes more for each that lives, and 88.0 that stay of each of"
                        + " 1,000,000 that have ended.");
        assertThat(RaceSection.markdown(List.of(), lives, options(), "0.00")).isEmpty();
    }

    @Test
    void eachMarkIsReachedOrNot() {
        assertThat(section()).contains(
                "| slow-down, geometric mean of all rows | at most 5 | 6 | 6 | **no** |",
                "| slow-down of a row | at most 10 | 7.50 | 12 | **no** |",
                // Sor is a kernel
                "of a row about goroutines | at most 1 | 0.750 | 0.750 | yes |",
                "by that without | at most 4 | 3 | 3 | yes |",
                "goroutines that live | at most 2048 | 2100 | 2100 | **no** |",
                "that have ended | at most 1 | 0.0100 | 0.0100 | yes |");
    }

    @Test
    void aVariantThatFailedHasNoFigure() {
        RaceCost cost = cost("Sor", 12, 8);
        cost.fail(JOPHER_RACE, "reports a race");
        cost.fail(GO_RACE, "go build failed: cgo");
        assertThat(RaceSection.markdown(List.of(cost), List.of(), options(), "0.00")).contains(
                "| Sor | 100 | none |  |  | 50.0 | none |  |  |",
                "| geometric mean | | |  | | | |  | | |",
                "- Jopher with -race (Sor): reports a race\n",
                "- Go with -race (Sor): go build failed: cgo\n").doesNotContain("slow-down of a");
        assertThat(RaceSection.progress(cost)).contains("Jopher with -race: reports a race");
    }

    @Test
    void allComputeTheSame() {
        var cost = new RaceCost(row("Sor"));
        assertThatCode(() -> {
            cost.check(JOPHER, "45182.14524286059");
            cost.check(JOPHER_RACE, "45182.14524286059");
            cost.check(GO, "45182.14524286058");
        }).doesNotThrowAnyException();
        assertThatThrownBy(() -> cost.check(GO_RACE, "45182.1453"))
                .hasMessage("computes 45182.1453, and Jopher 45182.14524286059");
        assertThatThrownBy(() -> cost.check(GO_RACE, "")).isInstanceOf(WorkerException.class);
        var other = new RaceCost(row("PrimeSieve"));
        assertThatCode(() -> {
            other.check(JOPHER, "");
            other.check(GO, "");
        }).doesNotThrowAnyException();
    }

    @Test
    void aReportIsFoundInTheLogOfItsVariant(@TempDir Path home) throws Exception {
        var setting = new RaceSetting(new Setting(home, Path.of("java"), List.of("-Xmx1g"),
                Map.of()), Map.of());
        Path logs = Files.createDirectories(home.resolve("bench/target/log"));
        Files.writeString(logs.resolve("race-jopher_race.log"), "WARNING: DATA RACE\n");
        Files.writeString(logs.resolve("race-go_race.log"), "GC\n");
        assertThat(setting.hasReported(JOPHER_RACE)).isTrue();
        assertThat(setting.hasReported(GO_RACE)).isFalse();
        assertThat(setting.hasReported(JOPHER)).isFalse();
        setting.clearLogs();
        assertThat(setting.hasReported(JOPHER_RACE)).isFalse();
    }

    @Test
    void onlyTheDetectorsAreStartedWithOne() {
        var setting = new RaceSetting(new Setting(Path.of("home"), Path.of("java"),
                List.of("-Xmx1g"), Map.of()), Map.of(GO, "there is no go"));
        assertThat(setting.present()).containsExactly(JOPHER, JOPHER_RACE, GO_RACE);
        assertThat(setting.command(JOPHER)).noneMatch(f -> f.contains("race"));
        assertThat(setting.command(JOPHER_RACE)).containsSubsequence("java", "-Xmx1g",
                "-XX:InlineSmallCode=6000",
                "-Xbootclasspath/a:home/race/target/jopher-race.jar",
                "-javaagent:home/race/target/jopher-race.jar", "-Djopher.race=true",
                Contestant.JOPHER.main, "2");
        assertThat(setting.command(GO)).containsExactly("home/bench/target/go-worker", "2");
        assertThat(setting.command(GO_RACE))
                .containsExactly("home/bench/target/go-worker-race", "2");
    }

    @Test
    void thereIsOneSectionOfThem() {
        String board = "# The board\n\n## Who has no figure, and why\n\n- none\n";
        String once = RaceSection.intoMarkdown(board, section());
        assertThat(once).isEqualTo(board.replace("## Who", section() + "## Who"));
        assertThat(RaceSection.intoMarkdown(once, section())).isEqualTo(once);
    }

    @Test
    void jsonHasThemAndTheirMarks() {
        String rows = BoardJson.of(List.of());
        String once = RaceSection.intoJson(rows, costs, lives);
        assertThat(once).contains("""
                "race":[
                {"name":"Sor","ns":{"jopher":100.0,"jopher_race":1200,"go":50.00,"go_race":400.0},\
                "slowDown":{"jopher":12.00,"go":8.000},"memory":{"jopher":3.000,"go":5.000}},
                """, "\"raceMarks\":[\n{\"name\":\"RaceMean\",\"mark\":5,\"atMost\":true,");
        assertThat(RaceSection.intoJson(once, costs, lives)).isEqualTo(once);
        assertThat(RaceSection.intoJson(rows, List.of(), lives)).isEqualTo(rows);
    }

    @Test
    void aWholeRunHasThemToo() {
        assertThat(RaceStep.all(options())).hasSize(15);
        assertThat(RaceStep.all(options("-race"))).hasSize(15);
        assertThat(Step.all(options("-race"))).isEmpty();
        assertThat(RaceStep.all(options("-quick"))).isEmpty();
        assertThat(RaceStep.all(options("-race", "-row", "Lu", "-row", "Echo"))).hasSize(2);
        assertThat(options("-race").out()).isEqualTo(Path.of("bench"));
        assertThat(options("-race", "-quick").out()).isNotEqualTo(Path.of("bench"));
    }

    private static Options options(String... args) {
        return Options.parse(Path.of("bench"), List.of(args));
    }
}
