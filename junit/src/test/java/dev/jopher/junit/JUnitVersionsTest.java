package dev.jopher.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.jopher.Go;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The extension was compiled with one version of JUnit and works with others; Maven copies them to target/junit. */
@Timeout(120)
class JUnitVersionsTest {
    private static final Path DIRECTORY = Path.of("target", "junit");

    static List<Path> versions() throws Exception {
        try (Stream<Path> jars = Files.list(DIRECTORY)) {
            return jars.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        }
    }

    @Test
    void theOldestAndTheNewestAreThere() throws Exception {
        assertThat(versions()).map(f -> f.getFileName().toString())
                .anyMatch(name -> name.contains("-1.12."))
                .anyMatch(name -> name.contains("-6."));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void leaksAndPanicsFail(Path junit) throws Exception {
        String classPath = String.join(File.pathSeparator, "target/classes",
                "target/test-classes",
                Path.of(Go.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                        .toString());
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar", junit.toString(), "execute", "--disable-banner", "--disable-ansi-colors",
                "--class-path", classPath,
                "--select-class", Samples.class.getName() + "$OneMethod",
                "--select-class", Samples.class.getName() + "$Panics",
                "--select-class", Samples.class.getName() + "$WithServer")
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(out).isEqualTo(1);
        assertThat(out)
                .contains("goroutines that have not ended: 1", "Samples.java:",
                        "a goroutine has ended by an exception: java.lang.IllegalStateException: boom")
                .containsPattern("\\[ +3 tests successful +]")
                .containsPattern("\\[ +2 tests failed +]");
    }
}
