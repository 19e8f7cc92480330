package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.internal.support.Goroutine.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.internal.goroutine.Probe;
import dev.jopher.internal.record.Recordings;
import dev.jopher.internal.support.OtherJvm;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@link Trace}. What is in the files is tested in the module that reads them. */
@Timeout(60)
class TraceApiTest {
    @TempDir
    private Path directory = Path.of("");

    @AfterEach
    void stop() {
        Trace.stop();
    }

    private static void exchange() {
        var c = new Channel<Integer>();
        var all = new WaitGroup();
        all.go(() -> c.forEach(v -> {}));
        for (int i = 0; i < 100; i++) {
            c.send(i);
        }
        c.close();
        all.await();
    }

    private static boolean isTrace(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                .startsWith("JOPHERTR\1");
    }

    @Test
    void aRecordingHasABeginningAndAnEnd() throws Exception {
        Path file = directory.resolve("a.trace");
        assertThat(Trace.isOn()).isFalse();
        Trace.start(file);
        assertThat(Trace.isOn()).isTrue();
        exchange();
        Trace.stop();
        assertThat(Trace.isOn()).isFalse();
        assertThat(isTrace(file)).isTrue();
        long size = Files.size(file);
        exchange();
        Trace.stop();
        assertThat(Files.size(file)).isEqualTo(size).isGreaterThan(500);
    }

    @Test
    void thereIsOneRecordingAtATime() throws Exception {
        Trace.start(directory.resolve("a.trace"));
        assertThatIllegalStateException()
                .isThrownBy(() -> Trace.start(directory.resolve("b.trace")))
                .withMessage("a trace is being recorded already");
        assertThat(directory.resolve("b.trace")).doesNotExist();
        Trace.stop();
        Trace.start(directory.resolve("b.trace"));
    }

    @Test
    void aFileThatCannotBeWrittenIsRefused() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> Trace.start(directory.resolve("none/a.trace")));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Trace.start(directory));
        assertThat(Trace.isOn()).isFalse();
        exchange();
    }

    /** The disk is full: the recording ends, and the program goes on. */
    @Test
    void theProgramGoesOnWhenTheDiskIsFull() throws Exception {
        Path full = Path.of("/dev/full");
        assumeThat(Files.isWritable(full)).isTrue();
        Trace.start(full);
        exchange();
        until(() -> !Trace.isOn());
        exchange();
    }

    @Test
    void theLastSecondsAreWrittenOnRequest() throws Exception {
        Path file = directory.resolve("a.trace");
        assertThatIllegalStateException().isThrownBy(() -> Trace.write(file));
        Trace.startRing();
        exchange();
        Trace.write(file);
        assertThat(isTrace(file)).isTrue();
        long size = Files.size(file);
        exchange();
        Trace.write(file);
        assertThat(Files.size(file)).isGreaterThan(size);
        assertThatIllegalStateException().isThrownBy(() -> Trace.start(file));
    }

    @Test
    void regionsReturnWhatTheirBodiesReturn() throws Exception {
        assertThat(Trace.<Integer>region("off", () -> 3)).isEqualTo(3);
        Trace.start(directory.resolve("a.trace"));
        assertThat(Trace.<Integer>region("on", () -> 4)).isEqualTo(4);
        assertThatIllegalStateException().isThrownBy(() -> Trace.region("fails", () -> {
            throw new IllegalStateException("it fails");
        })).withMessage("it fails");
        Trace.log("x".repeat(100_000));
    }

    /** Recordings begin and end while goroutines of all kinds run. */
    @Test
    void recordingsBeginAndEndAtAnyTime() throws Exception {
        var rounds = new AtomicInteger();
        var stopped = new AtomicBoolean();
        var all = new WaitGroup();
        for (int i = 0; i < 4; i++) {
            all.go(() -> {
                while (!stopped.get()) {
                    exchange();
                    rounds.incrementAndGet();
                }
            });
        }
        try {
            for (int i = 0; i < 10; i++) {
                Trace.start(directory.resolve(i + ".trace"));
                int before = rounds.get();
                until(() -> rounds.get() > before + 2);
                Trace.stop();
                assertThat(isTrace(directory.resolve(i + ".trace"))).isTrue();
            }
        } finally {
            stopped.set(true);
        }
        all.await();
    }

    /** The thread that writes ends it: no other thread waits for that moment. */
    @Test
    void aRecordingOfSomeNanosecondsEndsByItself() throws Exception {
        Path file = directory.resolve("a.trace");
        Recordings.start(file, 1);
        until(() -> !Trace.isOn());
        assertThat(isTrace(file)).isTrue();
        Trace.start(directory.resolve("b.trace"));
        Recordings.stop(file); // another one goes on
        assertThat(Trace.isOn()).isTrue();
        Recordings.stop(directory.resolve("b.trace"));
        assertThat(Trace.isOn()).isFalse();
    }

    /** A recording whose beginning does not fit on the disk leaves nothing behind. */
    @Test
    void aStartThatFailsLeavesNoProbe() throws Exception {
        Path full = Path.of("/dev/full");
        assumeThat(Files.isWritable(full)).isTrue();
        Probe before = Probe.installed(); // the Flight Recorder's, if another test has used that
        var c = new Channel<Integer>();
        var all = new WaitGroup();
        for (int i = 0; i < 8000; i++) { // their list is larger than the buffer of the file
            all.go(c::receive);
        }
        try {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> Trace.start(full));
            assertThat(Trace.isOn()).isFalse();
            assertThat(Probe.installed()).isSameAs(before);
        } finally {
            c.close();
        }
        all.await();
    }

    static final class Deadlock {
        public static void main(String[] args) {
            try {
                Go.run(() -> {
                    var c = new Channel<Integer>();
                    go(c::receive);
                    var unused = c.receive();
                });
            } catch (DeadlockException e) {
                System.out.println(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            }
        }
    }

    /** A deadlock is still found: the thread that writes does not disturb the check. */
    @Test
    void deadlocksAreFoundInARecordedProgram() throws Exception {
        Path file = directory.resolve("a.trace");
        assertThat(OtherJvm.run(Deadlock.class, List.of("-Djopher.trace=" + file)))
                .isEqualToIgnoringNewLines("all goroutines are asleep - deadlock!");
        assertThat(isTrace(file)).isTrue();
    }

    static final class Program {
        public static void main(String[] args) {
            Go.run(() -> {
                exchange();
                System.out.println("done");
            });
        }
    }

    @Test
    void thePropertyRecordsAWholeProgram() throws Exception {
        Path file = directory.resolve("a.trace");
        assertThat(OtherJvm.run(Program.class, List.of("-Djopher.trace=" + file)))
                .isEqualToIgnoringNewLines("done");
        assertThat(isTrace(file)).isTrue();
    }

    @Test
    void aWrongPropertyGetsOneLineAndTheProgramRuns() throws Exception {
        Path file = directory.resolve("none/a.trace");
        assertThat(OtherJvm.run(Program.class, List.of("-Djopher.trace=" + file)))
                .contains("no trace: no folder for " + file).contains("done");
    }
}
