package dev.jopher.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.Channel;
import org.junit.jupiter.api.Test;

/** Tokens repeat their schedules in other JVMs, each time. */
class FreshJvmIT {
    private static final int JVMS = Integer.getInteger("jopher.jvms", 3);

    @Test
    void tokensFailAgain() throws IOException, InterruptedException {
        List<String> args = new ArrayList<>();
        StringBuilder expected = new StringBuilder();
        FreshJvm.PROGRAMS.forEach((name, body) -> {
            ExplorationFailure f =
                    assertThrows(ExplorationFailure.class, () -> Explore.check(body));
            args.addAll(List.of(name, f.token().orElseThrow()));
            expected.append(name).append(" true\n");
        });
        for (int i = 0; i < JVMS; i++) {
            assertEquals(expected.toString(), run(args));
        }
    }

    private static Path place(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    /** The agent alone says what it needs. With the detector in front it needs no other flag. */
    @Test
    void needsTheDetectorInFront() throws IOException, InterruptedException {
        String race = "-javaagent:" + System.getProperty("jopher.race.jar");
        String explore = "-javaagent:" + System.getProperty("jopher.explore.jar");
        List<String> lost = List.of("lost", "x0");

        String alone = run(List.of(explore), lost);
        assertTrue(alone.contains("jopher: explore: it needs jopher-race.jar"), alone);
        assertFalse(alone.contains("\tat "), alone);
        assertEquals(alone, run(List.of(explore, race), lost));
        String both = run(List.of(race, explore), List.of());
        assertFalse(both.contains("jopher:"), both);
    }

    private static String run(List<String> args) throws IOException, InterruptedException {
        String explore = System.getProperty("jopher.explore.jar");
        return run(List.of("-Xbootclasspath/a:" + System.getProperty("jopher.race.jar")
                + File.pathSeparator + explore, "-javaagent:" + explore), args);
    }

    private static String run(List<String> agents, List<String> args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(agents);
        command.addAll(List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", "-cp",
                place(FreshJvm.class) + File.pathSeparator + place(Channel.class),
                FreshJvm.class.getName()));
        command.addAll(args);
        Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        p.waitFor();
        return out;
    }
}
