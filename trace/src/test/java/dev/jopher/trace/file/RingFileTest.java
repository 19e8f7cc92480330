package dev.jopher.trace.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.Spans;
import dev.jopher.trace.model.State;
import org.junit.jupiter.api.Test;

/** A file that has everything from a time on, and of the time before only some of it. */
class RingFileTest {
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream();

    private RingFileTest() {
        file.writeBytes(Format.MAGIC);
        file.write(Format.VERSION);
    }

    private static void number(ByteArrayOutputStream to, long n) {
        long rest = n;
        for (; rest > 127; rest >>>= 7) {
            to.write((int) (rest & 127 | 128));
        }
        to.write((int) rest);
    }

    private RingFileTest numbers(long... all) {
        for (long n : all) {
            number(chunk, n);
        }
        return this;
    }

    private RingFileTest text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        numbers(bytes.length);
        chunk.writeBytes(bytes);
        return this;
    }

    private void write(int kind) {
        number(file, kind);
        number(file, chunk.size());
        file.writeBytes(chunk.toByteArray());
        chunk.reset();
    }

    /** Goroutine 3 blocked long ago; other buffers that were dropped knew how that ended. */
    @Test
    void nothingIsSaidOfTheTimeBefore() throws Exception {
        numbers(2).text("from").text("1000").text("reasons").text("chan receive\nchan send");
        write(Format.INFO);
        numbers(1, 0, 0).numbers(Format.BASE, 10, 6, 1, 0); // 3 runs
        chunk.write(Format.BLOCK | Format.TIMED);
        numbers(10, 0, 0, 0); // and blocks at 20
        chunk.write(Format.RUN | Format.TIMED);
        numbers(2000, 10); // 5 runs at 2020
        chunk.write(Format.READY | Format.TIMED);
        numbers(100, 6, 0); // and wakes 3 at 2120
        write(Format.EVENTS);
        numbers(2500, 1, 6, 0, 0, 0, 0, 0, 0, 0); // at the end there is 3
        write(Format.GOROUTINES);
        numbers(3000, 0);
        write(Format.END);

        Recording r = TraceReader.read(file.toByteArray(), "ring");
        assertThat(r.incomplete()).isEmpty();
        assertThat(r.duration()).isEqualTo(2000);
        Spans spans = r.spans();
        for (int s = 0; s < spans.size(); s++) {
            if (spans.state(s) == State.WAITING) {
                assertThat(spans.reason(s)).as("that wait may be over").isEqualTo(-1);
            }
        }
        assertThat(r.goroutines().size()).isEqualTo(2);
    }
}
