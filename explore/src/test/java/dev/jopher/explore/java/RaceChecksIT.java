package dev.jopher.explore.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import dev.jopher.Go;
import org.junit.jupiter.api.Test;

/** With the race detector's agent each schedule is checked, and none for what another one did. */
class RaceChecksIT {
    private static String classes(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    @Test
    void eachScheduleIsChecked() throws IOException {
        String race = System.getProperty("jopher.race.jar");
        String explore = System.getProperty("jopher.explore.jar");
        Process p = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xbootclasspath/a:" + race + File.pathSeparator + explore, "-javaagent:" + race,
                "-javaagent:" + explore, "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-XX:+UseSerialGC", "-cp",
                classes(RaceCheckedPrograms.class) + File.pathSeparator + classes(Go.class),
                RaceCheckedPrograms.class.getName()).redirectErrorStream(true).start();
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(out).isEqualToIgnoringNewLines("done");
    }
}
