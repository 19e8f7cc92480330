package dev.jopher;

import static dev.jopher.Go.go;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.jopher.internal.support.OtherJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that keeps its last seconds writes them where it runs, when it fails. */
class TraceRingTest {
    private static final List<String> RING = List.of("-Djopher.trace=ring");

    @TempDir
    private Path folder = Path.of("");

    /** Runs the program in the folder, and expects one file there. */
    private void expectAFile(Class<?> program, String end) throws Exception {
        String out = OtherJvm.run(folder, program, RING);
        Path file = files().getFirst();
        assertThat(out).contains("jopher: the last seconds are in " + file.getFileName())
                .contains(end);
        assertThat(files()).hasSize(1);
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .startsWith("JOPHERTR\1").contains("beforeTheEnd");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    /** Its name is in what the ring keeps. */
    private static void beforeTheEnd() {
        Trace.region("beforeTheEnd", () -> {});
    }

    static final class Panics {
        public static void main(String[] args) {
            try {
                Go.run(() -> {
                    beforeTheEnd();
                    go(() -> {
                        throw new IllegalStateException("boom");
                    });
                    Go.sleep(Duration.ofHours(1));
                });
            } catch (RuntimeException e) {
                System.out.println("ended by " + e);
            }
        }
    }

    @Test
    void aPanicWritesThem() throws Exception {
        expectAFile(Panics.class, "boom");
    }

    static final class Deadlocks {
        public static void main(String[] args) {
            try {
                Go.run(() -> {
                    beforeTheEnd();
                    var unused = new Channel<Integer>().receive();
                });
            } catch (DeadlockException e) {
                System.out.println("ended by " + e);
            }
        }
    }

    @Test
    void aDeadlockWritesThem() throws Exception {
        expectAFile(Deadlocks.class, "all goroutines are asleep - deadlock!");
    }

    static final class Succeeds {
        public static void main(String[] args) {
            Go.run(TraceRingTest::beforeTheEnd);
            System.out.println("done");
        }
    }

    @Test
    void aProgramThatSucceedsWritesNothing() throws Exception {
        assertThat(OtherJvm.run(folder, Succeeds.class, RING)).isEqualToIgnoringNewLines("done");
        assertThat(files()).isEmpty();
    }
}
