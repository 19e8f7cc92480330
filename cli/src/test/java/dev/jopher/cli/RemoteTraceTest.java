package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.jopher.Channel;
import dev.jopher.Go;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of another JVM. */
@Timeout(600)
class RemoteTraceTest {
    @TempDir
    Path temporary;

    /** Goroutines that exchange values forever. */
    static final class Busy {
        private Busy() {}

        public static void main(String[] args) {
            var c = new Channel<Integer>();
            Go.go(() -> c.forEach(v -> {}));
            System.out.println("ready");
            for (int i = 0;; i++) {
                c.send(i);
            }
        }
    }

    @RegisterExtension
    final Processes processes = new Processes();

    private long start(String... options) throws IOException {
        return processes.startJvm(Busy.class, options).pid();
    }

    private static void isTrace(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        assertThat(new String(all, StandardCharsets.ISO_8859_1)).startsWith("JOPHERTR\1");
        assertThat(all.length).isGreaterThan(1000);
        RemoteTrace.delete(file);
        assertThat(file).doesNotExist();
    }

    @Test
    void aRunningProgramIsRecorded() throws Exception {
        long pid = start();
        isTrace(RemoteTrace.record(pid, 1));
        isTrace(RemoteTrace.record(pid, 1)); // and once more
    }

    @Test
    void theLastSecondsAreWrittenAtOnce() throws Exception {
        isTrace(RemoteTrace.record(start("-Djopher.trace=ring"), 100_000));
    }

    @Test
    void aProgramThatRecordsAlreadyIsLeftAlone() throws Exception {
        long pid = start("-Djopher.trace=" + temporary.resolve("a.trace"));
        assertThatThrownBy(() -> RemoteTrace.record(pid, 1))
                .isInstanceOf(CommandException.class)
                .hasMessage("process " + pid + ": a trace is being recorded already");
    }
}
