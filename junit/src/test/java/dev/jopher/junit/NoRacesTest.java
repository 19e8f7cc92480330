package dev.jopher.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.Events;

/** Each test fails with its own races; without the detector, for that reason. */
class NoRacesTest {
    private static final Path AGENT = Path.of("../race/target/jopher-race.jar");

    @Test
    void withoutTheDetectorATestFailsAndSaysHowToStartIt() {
        Events events = RacySamples.run(RacySamples.Racy.class);
        events.assertStatistics(s -> s.started(4).failed(4));
        assertThat(events.failed().stream()
                .map(e -> e.getRequiredPayload(TestExecutionResult.class))
                .map(r -> r.getThrowable().orElseThrow()))
                .allSatisfy(e -> assertThat(e).isInstanceOf(AssertionError.class)
                        .hasMessageContaining("-javaagent:jopher-race.jar"));
    }

    @Test
    void unlessThatIsAccepted() {
        RacySamples.run(RacySamples.NotRequired.class)
                .assertStatistics(s -> s.succeeded(1).failed(0));
    }

    @Test
    void withTheDetectorEachRacyTestFailsWithTheReport() throws Exception {
        String out = underTheDetector("Racy");
        assertThat(out.split("1 data race\n", -1)).hasSize(4);
        assertThat(out).contains("WARNING: DATA RACE\nWrite of RacySamples.value by ",
                "Previous write of RacySamples.value by ", "RacySamples.java:")
                .endsWith("1 succeeded\n");
        assertThat(underTheDetector("NotRequired")).contains("1 data race\n")
                .endsWith("0 succeeded\n");
    }

    private static String underTheDetector(String sample) throws Exception {
        assumeThat(AGENT).exists();
        Process java = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-javaagent:" + AGENT + "=include=dev.jopher.junit,exitcode=0", "-cp",
                System.getProperty("java.class.path"), RacySamples.class.getName(),
                RacySamples.class.getName() + "$" + sample))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String out = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(out).isZero();
        return out;
    }
}
