package dev.jopher.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * {@code jopher explore} finds what is wrong with programs of {@code examples/bugs} and
 * {@code examples/races}, and nothing in their corrected twins. A few of them; all with
 * {@code -Djopher.test.flags=-Djopher.explore.all=true}, and with more seeds and schedules by
 * {@code -Djopher.explore.seeds=20 -Djopher.explore.schedules=10000}.
 */
class ExploreIT {
    private static final int SEEDS = Integer.getInteger("jopher.explore.seeds", 1);
    private static final int SCHEDULES = Integer.getInteger("jopher.explore.schedules", 1_000);
    private static final boolean ALL = Boolean.getBoolean("jopher.explore.all");

    /** Enough of each kind. */
    private static final Set<String> SOME = Set.of("LockOrder", "SharedBalance",
            "SendAfterTimeout", "CondWithoutSignal", "DoubleCheck");

    /** The first start says that it prepares something. */
    @BeforeAll
    static void prepare() throws Exception {
        Run unused = explore(false, "examples/tour/Sheep.java", 1, 1);
    }

    private record Program(String path, boolean leaks, List<String> places) {
        String name() {
            return path.replaceAll(".*/|\\.java", "");
        }

        String twin() {
            return path.replace(".java", "Fixed.java");
        }
    }

    private static List<Program> programs() throws IOException {
        List<Program> all = new ArrayList<>();
        for (Bug bug : Bug.all()) {
            all.add(new Program(bug.golden().program(), bug.isPartial(), bug.places()));
        }
        try (Stream<Path> files = Files.list(Run.ROOT.resolve("examples/races"))) {
            for (Path file : files.sorted().toList()) {
                String path = Run.ROOT.relativize(file).toString();
                if (path.endsWith(".java") && !path.endsWith("Fixed.java")) {
                    all.add(new Program(path, false, List.of()));
                }
            }
        }
        return all.stream().filter(p -> ALL || SOME.contains(p.name())).toList();
    }

    private static Run explore(boolean leaks, String program, int seed, int schedules)
            throws Exception {
        List<String> words = new ArrayList<>(List.of("explore", "-seed", String.valueOf(seed),
                "-schedules", String.valueOf(schedules)));
        if (leaks) {
            words.add("-leaks");
        }
        words.add(program);
        return Run.toTheEnd(words);
    }

    @TestFactory
    Stream<DynamicTest> theBugIsFound() throws Exception {
        return programs().stream().map(p -> DynamicTest.dynamicTest(p.name(), () -> {
            for (int seed = 1; seed <= SEEDS; seed++) {
                Run run = explore(p.leaks, p.path, seed, SCHEDULES);
                assertThat(run.exit()).as(run.toString()).isEqualTo(1);
                assertThat(run.stderr()).isEmpty();
                assertThat(String.join("\n", run.stdout()))
                        .contains("Replay: jopher run -replay x1", p.name() + ".java:");
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> theCorrectedOneIsSilent() throws Exception {
        return programs().stream().map(p -> DynamicTest.dynamicTest(p.name() + "Fixed", () -> {
            Run run = explore(p.leaks, p.twin(), 1, SCHEDULES);
            assertThat(run.stdout()).as(run.toString()).singleElement().asString()
                    .startsWith("passed: ");
            assertThat(run.stderr()).isEmpty();
            assertThat(run.exit()).isZero();
        }));
    }

    @TestFactory
    Stream<DynamicTest> theTokenRepeatsIt() throws Exception {
        return programs().stream().limit(ALL ? Integer.MAX_VALUE : 2)
                .map(p -> DynamicTest.dynamicTest(p.name(), () -> {
                    Run found = explore(p.leaks, p.path, 1, SCHEDULES);
                    String token = found.stdout().stream().filter(l -> l.startsWith("Replay: "))
                            .findFirst().orElseThrow().split(" ")[4];
                    Run again = Run.toTheEnd(List.of("run", "-replay", token, p.path));
                    assertThat(again.exit()).as(again.toString()).isEqualTo(1);
                    assertThat(again.stderr().getFirst()).isEqualTo(found.stdout().getFirst());
                }));
    }
}
