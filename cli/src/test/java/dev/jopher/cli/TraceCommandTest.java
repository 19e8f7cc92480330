package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.Trace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a run of real goroutines to the files that the command writes. */
class TraceCommandTest {
    @TempDir
    static Path temporary;

    private static Path recording = Path.of("");

    @BeforeAll
    static void record() throws Exception {
        recording = temporary.resolve("pair.trace");
        Trace.start(recording);
        try {
            Go.run(() -> {
                Channel<Integer> c = new Channel<>();
                Go.go(() -> c.send(42));
                assertThat(c.receive()).isEqualTo(42);
                Go.sleep(Duration.ofMillis(1)); // a thread that is no carrier fires the timer
            });
        } finally {
            Trace.stop();
        }
    }

    private static int run(String... words) {
        return TraceCommand.run(TraceOptions.of(List.of(words)));
    }

    @Test
    void aRecordingBecomesAPage() throws Exception {
        Path page = temporary.resolve("pair.html");
        assertThat(run(recording.toString(), "-o", page.toString())).isZero();
        assertThat(Files.readString(page)).contains("2 goroutines on ")
                .containsAnyOf("chan receive", "chan send"); // one of the two waits
    }

    @Test
    void aRecordingBecomesAFileForPerfetto() throws Exception {
        Path file = temporary.resolve("pair.perfetto");
        assertThat(run(recording.toString(), "-perfetto", file.toString())).isZero();
        assertThat(Files.size(file)).isPositive();
    }

    @Test
    void aRecordingWithoutItsEndStillBecomesAPage() throws Exception {
        byte[] all = Files.readAllBytes(recording);
        Path cut = Files.write(temporary.resolve("cut.trace"),
                Arrays.copyOf(all, all.length - 4));
        Path page = temporary.resolve("cut.html");
        assertThat(run(cut.toString(), "-o", page.toString())).isZero();
        assertThat(Files.readString(page)).contains("role=\"alert\"");
    }

    @Test
    void whatIsNoRecordingGetsOneLine() throws Exception {
        Path text = Files.writeString(temporary.resolve("text.trace"), "hello");
        assertThatThrownBy(() -> run(text.toString())).isInstanceOf(CommandException.class)
                .hasMessage(text + " is no trace file of Jopher");
    }

    @Test
    void aPageThatCannotBeWrittenGetsOneLine() {
        String page = temporary.resolve("no/such/folder/p.html").toString();
        assertThatThrownBy(() -> run(recording.toString(), "-o", page))
                .isInstanceOf(CommandException.class)
                .hasMessage("cannot write " + page + ": its folder does not exist");
    }
}
