package dev.jopher.trace.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import dev.jopher.Channel;
import dev.jopher.sync.WaitGroup;
import dev.jopher.trace.model.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files without their end, and files that are something else. */
@Timeout(60)
class DamagedFileTest {
    private static byte[] file() throws Exception {
        Path file = Recorded.file();
        Recording whole = Recorded.of(() -> {
            var c = new Channel<Integer>();
            var all = new WaitGroup();
            all.go(() -> c.forEach(v -> {}));
            for (int i = 0; i < 200; i++) {
                c.send(i);
            }
            c.close();
            all.await();
        }, file).recording;
        assertThat(whole.incomplete()).isEmpty();
        return Files.readAllBytes(file);
    }

    /** Wherever it is cut, what is complete is read, and the recording says that it is not all. */
    @Test
    void aFileWithoutItsEndIsReadAsFarAsItGoes() throws Exception {
        byte[] all = file();
        int goroutines = TraceReader.read(all, "x").goroutines().size();
        int before = 0;
        for (int length = 9; length < all.length; length += Math.max(1, all.length / 300)) {
            Recording r = TraceReader.read(Arrays.copyOf(all, length), "x");
            assertThat(r.incomplete()).isNotEmpty().doesNotContain("\n");
            assertThat(r.goroutines().size()).isBetween(before, goroutines);
            before = r.goroutines().size();
        }
        assertThat(before).isEqualTo(goroutines);
    }

    /** Whatever is in it, the reader ends, with a recording or with one line. */
    @Test
    void wrongBytesDoNoHarm() throws Exception {
        byte[] all = file();
        for (int at = 9; at < all.length; at += Math.max(1, all.length / 500)) {
            byte[] wrong = all.clone();
            wrong[at] ^= (byte) (1 + at % 255);
            try {
                var unused = TraceReader.read(wrong, "x");
            } catch (TraceFormatException e) {
                assertThat(e.getMessage()).doesNotContain("\n");
            }
        }
    }

    @Test
    void anotherFileIsRefused() {
        assertThatExceptionOfType(TraceFormatException.class)
                .isThrownBy(() -> TraceReader.read(new byte[0], "a.trace"))
                .withMessage("a.trace is no trace file of Jopher");
        assertThatExceptionOfType(TraceFormatException.class)
                .isThrownBy(() -> TraceReader.read(
                        "go 1.25 trace\0\0\0".getBytes(StandardCharsets.US_ASCII), "a.trace"))
                .withMessage("a.trace is no trace file of Jopher");
    }

    @Test
    void anotherVersionIsRefused() {
        assertThatExceptionOfType(TraceFormatException.class)
                .isThrownBy(() -> TraceReader.read(
                        "JOPHERTR\7".getBytes(StandardCharsets.US_ASCII), "a.trace"))
                .withMessage("a.trace has version 7 of the format; this Jopher reads version 1");
    }
}
