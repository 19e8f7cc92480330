package dev.jopher.explore.self;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.jopher.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jopher under its own explorer, with points inside of its operations. Each test has a JVM of its
 * own, whose core is transformed in another way.
 */
class SelfIT {
    /** Of each of the programs. */
    private static final int SCHEDULES = Integer.getInteger("jopher.explore.self.schedules", 300);

    /** With which each bug is found. */
    private static final int SEEDS = Integer.getInteger("jopher.explore.self.seeds", 3);

    /** Within so many schedules. */
    private static final int ENOUGH = 5000;

    private static final int ALL_LINES = Programs.ALL.size() + 6;

    static Stream<Bug> bugs() {
        return Bug.ALL.stream();
    }

    @Test
    void nothingIsLost() throws IOException, InterruptedException {
        List<String> lines = run(classPath(""), String.valueOf(SCHEDULES), "all");
        lines.forEach(System.out::println);
        assertEquals(ALL_LINES, lines.size(), () -> String.join("\n", lines));
        assertTrue(lines.stream().noneMatch(l -> l.contains("FAILED")),
                () -> String.join("\n", lines));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void bugsOfThePastAreFound(Bug bug, @TempDir Path dir)
            throws IOException, InterruptedException {
        bug.compile(dir, classPath(""));
        List<String> lines = run(classPath(dir + File.pathSeparator), String.valueOf(ENOUGH),
                bug.program(), String.valueOf(SEEDS));
        long found = lines.stream().filter(l -> l.contains(": FAILED: ")).count();
        assertEquals(SEEDS, found, () -> String.join("\n", lines));
        lines.stream().filter(l -> l.contains("Schedule ")).forEach(l -> System.out.println(
                bug + ": " + l.substring(l.indexOf("Schedule "))));
    }

    private static String classPath(String first) {
        return first + place(SelfMain.class) + File.pathSeparator + place(Channel.class);
    }

    private static Path place(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private static List<String> run(String classPath, String... args)
            throws IOException, InterruptedException {
        String explore = System.getProperty("jopher.explore.jar");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-ea",
                "-XX:+UseSerialGC", "-Xbootclasspath/a:" + System.getProperty("jopher.race.jar")
                        + File.pathSeparator + explore,
                "-javaagent:" + explore, "-Djopher.explore.self=true",
                "--add-opens=java.base/java.lang=ALL-UNNAMED", "-cp", classPath,
                SelfMain.class.getName()));
        command.addAll(List.of(args));
        Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        p.waitFor();
        return out.lines().toList();
    }
}
