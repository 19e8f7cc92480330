package dev.jopher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.jopher.internal.base.JdkInternals;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * After a StackOverflowError or an OutOfMemoryError inside an operation everything else works. Each
 * test is its own program, {@link LastFrames} or {@link LastBytes}: a JVM is cold only once.
 */
@Timeout(300)
class StackOverflowTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"cancel derive timer sleep", "go run close select", "send try once",
        "mutex rwmutex semaphore", "waitgroup cond errgroup singleflight"})
    void atEachOfTheLastDepthsOfAThread(String operations) throws Exception {
        frames("platform", 1, operations);
    }

    @ParameterizedTest
    @ValueSource(strings = {"waitgroup", "cancel derive timer sleep go", "close select send",
        "mutex rwmutex semaphore waitgroup cond"})
    void atEachOfTheLastDepthsOfAGoroutine(String operations) throws Exception {
        frames("goroutine", 1, operations);
    }

    @Tag("soak")
    @ParameterizedTest
    @ValueSource(strings = {"send", "try", "close", "select", "sleep", "timer", "cancel", "derive",
        "go",
        "run", "mutex", "rwmutex", "semaphore", "waitgroup", "cond", "once", "errgroup",
        "singleflight"})
    void coldAndThenWarm(String operation) throws Exception {
        frames("platform", 6, operation);
        if (!operation.equals("run")) {
            frames("goroutine", 6, operation);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"20m"})
    void withoutMemory(String heap) throws Exception {
        program(List.of("-Xmx" + heap, "-XX:+UseSerialGC"), LastBytes.class.getName(), "8");
    }

    @Tag("soak")
    @ParameterizedTest
    @ValueSource(strings = {"12m", "20m", "33m", "64m"})
    void withoutMemoryForLong(String heap) throws Exception {
        program(List.of("-Xmx" + heap, "-XX:+UseSerialGC"), LastBytes.class.getName(), "1000");
    }

    /** A goroutine has the stack of its carrier, which is small only with the JDK's scheduler. */
    private void frames(String kind, int rounds, String operations) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(kind, "" + rounds));
        arguments.addAll(List.of(operations.split(" ")));
        List<String> options = kind.equals("platform")
                ? List.of()
                : List.of("-Xss512k", "-Djopher.scheduler=jdk");
        program(options, LastFrames.class.getName(), arguments.toArray(String[]::new));
    }

    private void program(List<String> options, String main, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                JdkInternals.isOpen() ? "--add-opens=java.base/java.lang=ALL-UNNAMED"
                        : "-Djopher.scheduler=jdk",
                "-cp", classPath()));
        command.addAll(options);
        command.add(main);
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Process p = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(out.toFile()).start();
        try {
            assertThat(p.waitFor()).as(Files.readString(out)).isZero();
        } finally {
            p.destroyForcibly();
        }
        assertThat(Files.readString(out)).endsWith("all is well\n");
    }

    private static String classPath() {
        return List.of(Channel.class, LastFrames.class, Nullable.class).stream()
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
