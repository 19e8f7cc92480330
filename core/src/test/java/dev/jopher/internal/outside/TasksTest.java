package dev.jopher.internal.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.jopher.internal.support.OtherJvm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of HotSpot's own threads are known, with each collector. */
class TasksTest {
    /** The first thread, and the one that it has started for main. */
    private static final String LAUNCHER = "java";

    @ParameterizedTest
    @ValueSource(strings = {"Serial", "Parallel", "G1", "Z", "Shenandoah"})
    void namesOfHotSpotsThreadsAreKnown(String collector) throws Exception {
        assumeThat(Tasks.AVAILABLE && isThere(collector)).isTrue();
        String names = OtherJvm.run(TasksTest.class,
                List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+Use" + collector + "GC",
                        "-XX:+UseStringDeduplication", "-Xmx256m", "-XX:StartFlightRecording",
                        "-Xlog:disable", "-Xlog:async"));
        assertThat(names).contains("VM Thread");
        assertThat(names.lines().filter(n -> !n.equals(LAUNCHER)))
                .allMatch(Tasks::isNameOfHelper);
    }

    private static boolean isThere(String collector) throws Exception {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+Use" + collector + "GC", "-version")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start().waitFor() == 0;
    }

    private static Set<String> javaThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(t -> t.getName().substring(0, Math.min(15, t.getName().length())))
                .collect(Collectors.toSet());
    }

    /** Prints the names of all threads that are not in Java's list, after some collections. */
    public static void main(String[] args) {
        List<byte[]> last = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            last.add(new byte[100_000]);
            if (last.size() > 500) {
                last.clear();
            }
        }
        System.gc();
        Set<String> names = new TreeSet<>();
        Set<String> before = javaThreads(); // one may end meanwhile
        for (File task : Objects.requireNonNull(new File("/proc/self/task").listFiles())) {
            try {
                names.add(Files.readString(task.toPath().resolve("comm")).strip());
            } catch (IOException e) {
                // it has just ended
            }
        }
        names.removeAll(before);
        names.removeAll(javaThreads());
        names.forEach(System.out::println);
    }
}
