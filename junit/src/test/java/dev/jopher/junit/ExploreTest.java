package dev.jopher.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.junit.ExploredSamples.InVirtualTime;
import dev.jopher.junit.ExploredSamples.Injected;
import dev.jopher.junit.ExploredSamples.Lost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;

/** {@code @Explore} and {@code @VirtualTime}, in a JVM with the explorer and in one without. */
class ExploreTest {
    private static final Path RACE = Path.of("../race/target/jopher-race.jar");
    private static final Path EXPLORER = Path.of("../explore/target/jopher-explore.jar");

    @TempDir
    Path temporary;

    @Test
    void withoutTheExplorerATestFailsAndNamesTheFlags() {
        for (Class<?> sample : List.of(Lost.class, InVirtualTime.class)) {
            var events = RacySamples.run(sample);
            events.assertStatistics(s -> s.succeeded(0));
            assertThat(events.failed().stream()
                    .map(e -> e.getRequiredPayload(TestExecutionResult.class))
                    .map(r -> r.getThrowable().orElseThrow()))
                    .isNotEmpty()
                    .allSatisfy(e -> assertThat(e).isInstanceOf(AssertionError.class)
                            .hasMessageContaining("-javaagent:jopher-explore.jar")
                            .hasMessageContaining("<argLine>"));
        }
    }

    /** Each schedule has an instance, and the methods around the test, of its own. */
    @Test
    void theFailingScheduleIsReportedAndStored() throws Exception {
        String out = underTheExplorer(Lost.class);
        assertThat(out).contains("expected: <25> but was: <15>", "Replay: jopher run -replay x1",
                "3 succeeded\n").endsWith("true true true\n");
        Path stored = temporary.resolve(Lost.class.getName() + ".loses-1.schedule");
        assertThat(stored).content().startsWith("jopher schedule 1\n");

        // Tried first the next time: the body runs no 200 times for it.
        assertThat(underTheExplorer(Lost.class)).contains("but was: <15>", "3 succeeded\n");
        assertThat(stored).exists();
    }

    /** Constructors with parameters, folders, assumptions, nested and parameterized tests. */
    @Test
    void instancesHaveWhatJUnitGivesThem() throws Exception {
        assertThat(underTheExplorer(Injected.class)).startsWith("3 succeeded\n");
    }

    @Test
    void aStoredScheduleThatCannotBeReadDoesNotCount() throws Exception {
        Files.writeString(temporary.resolve(Lost.class.getName() + ".isSafe-1.schedule"), "no");
        assertThat(underTheExplorer(Lost.class)).contains("3 succeeded\n");
        assertThat(temporary.resolve(Lost.class.getName() + ".isSafe-1.schedule")).doesNotExist();
    }

    @Test
    void virtualTime() throws Exception {
        assertThat(underTheExplorer(InVirtualTime.class)).contains(
                "deadlock: main bubble goroutine has exited but blocked goroutines remain\n\n"
                        + "goroutine main.0 [chan receive (nil chan)]:\n",
                "ExploredSamples.java:", "\n1 succeeded\n");
    }

    private String underTheExplorer(Class<?> sample) throws Exception {
        assumeThat(EXPLORER).exists();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xbootclasspath/a:" + RACE + ":" + EXPLORER, "-javaagent:" + EXPLORER,
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Djopher.explore.dir=" + temporary, "-cp",
                System.getProperty("java.class.path"), ExploredSamples.class.getName(),
                sample.getName()));
        Process java = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String out = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(out).isZero();
        return out;
    }
}
