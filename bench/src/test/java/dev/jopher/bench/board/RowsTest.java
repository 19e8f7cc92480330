package dev.jopher.bench.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.jopher.bench.jdk.JdkEngine;
import dev.jopher.bench.jopher.JopherEngine;
import dev.jopher.bench.jox.JoxEngine;
import dev.jopher.bench.kotlin.KotlinEngine;
import dev.jopher.bench.worker.Engine;
import dev.jopher.bench.worker.Tiny;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each row works in each runtime, and the board knows what each runtime has. */
class RowsTest {
    /**
     * These need a scheduler that preempts, or one that is fair to timers: there they have no end
     * on some runtimes.
     */
    private static final Set<String> STARVING = Set.of("PingPongHog", "TickerLateness");

    private final Map<Contestant, Engine> engines = Map.of(Contestant.JOPHER, new JopherEngine(),
            Contestant.KOTLIN, new KotlinEngine(), Contestant.JOX, new JoxEngine(),
            Contestant.JDK, new JdkEngine());

    @TestFactory
    Stream<DynamicTest> eachRowInEachEngine() {
        return engines.entrySet().stream()
                .flatMap(e -> e.getValue().rows().keySet().stream()
                        .filter(row -> !STARVING.contains(row)).map(row -> dynamicTest(
                                e.getKey() + " " + row, () -> Tiny.run(e.getValue(), row))));
    }

    @Test
    void eachEngineHasTheRowsOfTheBoard() {
        engines.forEach((c, engine) -> assertThat(engine.rows().keySet()).as(c.title)
                .containsExactlyInAnyOrderElementsOf(expected(c)));
    }

    /** The first build may have to compile Go's own library. */
    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void eachRowInGo(@TempDir Path dir) throws Exception {
        Process version = new ProcessBuilder("sh", "-c", "go version").directory(dir.toFile())
                .redirectErrorStream(true).start();
        assumeThat(version.inputReader().readAllAsString()).as("the Go on the PATH")
                .containsPattern("go1\\.(2[5-9]|[3-9]\\d)");
        Path worker = dir.resolve("worker");
        String wrong = GoBuild.build(Path.of("go").toAbsolutePath(), worker);
        assumeThat(wrong).as("its modules, without a network").doesNotContain("/x/sync@");
        assertThat(wrong).isEmpty();
        try (var go = new WorkerProcess(List.of(worker.toString(), "2"), dir.resolve("log"))) {
            var rows = new TreeSet<>(List.of(go.ask("rows", 100).split(" ")));
            var results = new HashMap<String, String>();
            assertThat(rows.remove("rows")).isTrue();
            assertThat(rows).containsExactlyInAnyOrderElementsOf(expected(Contestant.GO));
            for (String row : rows) {
                String answer = go.ask("measure " + row + " 1", 300);
                assertThat(answer).as(row).startsWith("ns ");
                results.put(row, answer.split(" ").length < 4 ? "" : answer.split(" ")[3]);
            }
            for (Row row : RaceRows.OWN) {
                if (row.group().equals(RaceRows.KERNELS)) {
                    computesTheSame(row, results.getOrDefault(row.name(), ""));
                }
            }
        }
    }

    private static void computesTheSame(Row row, String inGo) throws Exception {
        String inJava = Double.toString(Tiny.run(new JopherEngine(), row.name()));
        assertThat(inJava).as(row.name()).isNotEqualTo("NaN");
        var cost = new RaceCost(row);
        cost.check(RaceVariant.JOPHER, inJava);
        assertThatNoException().as(row.name())
                .isThrownBy(() -> cost.check(RaceVariant.GO, inGo));
    }

    private static Set<String> expected(Contestant c) {
        return Stream.of(Rows.ALL, Cliffs.rows(), RaceRows.OWN).flatMap(List::stream)
                .filter(r -> !r.absent().containsKey(c)).map(Row::name)
                .collect(Collectors.toSet());
    }
}
