package dev.jopher.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.Channel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules leave nothing behind, whether they pass or are given up in a deadlock. */
class MemoryIT {
    private static final int SCHEDULES = Integer.getInteger("jopher.explore.memory", 20_000);
    private static final int MANY = 1024;

    @ParameterizedTest
    @ValueSource(strings = {"passes", "stuck"})
    void heapStaysAsItIs(String program) throws IOException, InterruptedException {
        List<String> lines = run(program, "1000", String.valueOf(SCHEDULES));
        assertEquals(2, lines.size(), lines::toString);
        long grown = heap(lines.get(1)) - heap(lines.get(0));
        assertTrue(grown < MANY, lines::toString);
    }

    private static long heap(String line) {
        return Long.parseLong(line.substring(0, line.indexOf(' ')));
    }

    private static List<String> run(String... args) throws IOException, InterruptedException {
        String explore = System.getProperty("jopher.explore.jar");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
                "-XX:+UseSerialGC", "-Xbootclasspath/a:" + System.getProperty("jopher.race.jar")
                        + File.pathSeparator + explore,
                "-javaagent:" + explore, "--add-opens=java.base/java.lang=ALL-UNNAMED", "-cp",
                place(Memory.class) + File.pathSeparator + place(Channel.class),
                Memory.class.getName()));
        command.addAll(List.of(args));
        Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, p.waitFor(), out);
        return out.lines().toList();
    }

    private static Path place(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }
}
