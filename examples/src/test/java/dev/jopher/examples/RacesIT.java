package dev.jopher.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each program of {@code examples/races} has one data race: {@code jopher run -race} reports what is
 * recorded in {@code examples/golden/races}, and the marked lines. The corrected one is silent.
 * {@code -Djopher.test.flags=-Djopher.races.write=true} records anew.
 */
class RacesIT {
    private static final Path PROGRAMS = Run.ROOT.resolve("examples/races");
    private static final Path RECORDED = Run.ROOT.resolve("examples/golden/races");
    private static final String MARK = "// RACE: ";

    /** Which access comes first is a matter of time where the programs sleep. */
    private static final int TRIES = 3;

    /** The first start under the detector says that it prepares something. */
    @BeforeAll
    static void prepare() throws Exception {
        run("SharedBalanceFixed");
    }

    private static Run run(String name) throws Exception {
        return Run.toTheEnd(List.of("run", "-race", "examples/races/" + name + ".java"));
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(PROGRAMS)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".java") && !f.endsWith("Fixed.java"))
                    .map(f -> f.replace(".java", "")).sorted().toList();
        }
    }

    @Test
    void thereAreAtLeastFifteenEachWithItsTwin() throws Exception {
        assertThat(names()).hasSizeGreaterThanOrEqualTo(15)
                .allSatisfy(name -> assertThat(PROGRAMS.resolve(name + "Fixed.java")).exists());
    }

    @TestFactory
    Stream<DynamicTest> theReportIsAsRecorded() throws Exception {
        return names().stream().map(name -> DynamicTest.dynamicTest(name, () -> check(name)));
    }

    private static void check(String name) throws Exception {
        Path file = RECORDED.resolve(name + ".txt");
        Run run = run(name);
        if (Boolean.getBoolean("jopher.races.write")) {
            Files.createDirectories(RECORDED);
            Files.write(file, masked(run.stderr()));
        }
        List<String> recorded = Files.readAllLines(file);
        for (int i = 1; i < TRIES && !masked(run.stderr()).equals(recorded); i++) {
            run = run(name);
        }
        assertThat(masked(run.stderr())).isEqualTo(recorded);
        assertThat(run.exit()).isEqualTo(66);
        assertThat(String.join("\n", recorded)).contains(places(name));
    }

    /**
     * Numbers of goroutines and threads vary, and so does whether the other one still runs when the
     * race is seen, and what it has released by then.
     */
    private static List<String> masked(List<String> lines) {
        return lines.stream().map(line -> line
                .replaceAll("(?i)(goroutine|thread|pool)([ -])\\d+", "$1$2N")
                .replaceAll(" \\((running|waiting|finished)\\) created at:",
                        " (STATE) created at:")
                .replaceAll(" released .*", " released ..."))
                .toList();
    }

    private static List<String> places(String name) throws IOException {
        List<String> lines = Files.readAllLines(PROGRAMS.resolve(name + ".java"));
        List<String> places = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(MARK)) {
                places.add(name + ".java:" + (i + 1) + "\n");
            }
        }
        assertThat(places).isNotEmpty();
        return places;
    }

    @TestFactory
    Stream<DynamicTest> theCorrectedOneIsSilent() throws Exception {
        return names().stream().map(name -> DynamicTest.dynamicTest(name + "Fixed", () -> {
            Run run = run(name + "Fixed");
            assertThat(run.stderr()).isEmpty();
            assertThat(run.exit()).isZero();
            assertThat(run.stdout()).isNotEmpty();
        }));
    }
}
