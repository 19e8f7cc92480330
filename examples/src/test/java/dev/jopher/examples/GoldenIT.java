package dev.jopher.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs every example by the command, and compares it with the recording of its Go twin. */
class GoldenIT {
    private static final Path EXAMPLES = Run.ROOT.resolve("examples");

    /** Print something else on a machine that stands still for a while: they may try again. */
    private static final Set<String> TIMED =
            Set.of("BlockedOnIO", "MainExits", "TimeoutPerMessage");

    private static final int TRIES = 3;

    /** The first run may build, and says so. */
    @BeforeAll
    static void build() throws Exception {
        Run version = Run.toTheEnd(List.of("version"));
        assertThat(version.exit()).as(version.toString()).isZero();
    }

    @TestFactory
    Stream<DynamicTest> doesWhatGoDoes() throws IOException {
        return goldens().stream().map(g -> DynamicTest.dynamicTest(g.name(), () -> compare(g)));
    }

    private static void compare(Golden go) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(go.run());
        for (int tries = TIMED.contains(go.className()) ? TRIES : 1;; tries--) {
            Run run = Run.stoppedAfter(go.stop(), arguments);
            try {
                compare(go, run);
                return;
            } catch (AssertionError e) {
                if (tries == 1) {
                    throw new AssertionError("jopher " + String.join(" ", arguments) + "\n" + run,
                            e);
                }
            }
        }
    }

    private static void compare(Golden go, Run run) {
        Comparison.check(go.compare(), go.masked(go.stdout()), go.masked(run.stdout()));
        if (go.stop() == Integer.MAX_VALUE) {
            assertThat(run.exit()).as("exit code").isEqualTo(go.exit());
            assertThat(Report.of(run.stderr(), go.className()))
                    .isEqualTo(Report.of(go.stderr(), go.className()));
        }
    }

    @Test
    void everyProgramHasATwinAndARecording() throws IOException {
        List<String> recorded = goldens().stream().map(Golden::program).distinct().toList();
        assertThat(programs()).hasSizeGreaterThan(30).allSatisfy(program -> {
            assertThat(twin(program)).exists();
            assertThat(recorded).contains(Run.ROOT.relativize(program).toString());
        });
    }

    private static Path twin(Path program) {
        String name = program.getFileName().toString().toLowerCase(Locale.ROOT);
        return program.resolveSibling(name.replace(".java", ".go"));
    }

    private static List<Path> programs() throws IOException {
        List<Path> programs = new ArrayList<>();
        for (String folder : List.of("tour", "patterns", "endings")) {
            programs.addAll(filesIn(folder, ".java"));
        }
        return programs;
    }

    private static List<Golden> goldens() throws IOException {
        List<Golden> goldens = new ArrayList<>();
        for (Path file : filesIn("golden", ".golden")) {
            goldens.add(Golden.read(file));
        }
        return goldens;
    }

    private static List<Path> filesIn(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
