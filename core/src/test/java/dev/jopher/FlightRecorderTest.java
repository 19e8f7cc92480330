package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.select;
import static dev.jopher.Go.sleep;
import static dev.jopher.internal.support.Goroutine.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import dev.jopher.internal.leak.RuntimeProbe;
import dev.jopher.internal.support.Goroutine;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.WaitGroup;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the JDK's Flight Recorder records of goroutines. */
@Timeout(120)
class FlightRecorderTest {
    private static final String START = "dev.jopher.GoroutineStart";
    private static final String END = "dev.jopher.GoroutineEnd";
    private static final String BLOCK = "dev.jopher.GoroutineBlock";
    private static final String HAND_OVER = "dev.jopher.ProcessorHandOver";
    private static final String DEADLOCK = "dev.jopher.Deadlock";
    private static final String LEAK = "dev.jopher.Leak";

    @TempDir
    private Path directory = Path.of("");

    private final Recording recording = new Recording();

    /** A moment, by JFR's clock. */
    @Name(Moment.NAME)
    static final class Moment extends Event {
        static final String NAME = "dev.jopher.test.Moment";
    }

    @BeforeEach
    void record() {
        for (String name : List.of(START, END, BLOCK)) {
            recording.enable(name).withoutThreshold().with("throttle", "off");
        }
        recording.start();
    }

    @AfterEach
    void stop() {
        recording.close();
    }

    private List<RecordedEvent> events(String name) {
        try {
            Path file = Files.createTempFile(directory, "test", ".jfr");
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(e -> e.getEventType().getName().equals(name)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<RecordedEvent> eventsOf(long goroutine, String name) {
        return events(name).stream().filter(e -> e.getLong("goroutine") == goroutine).toList();
    }

    private static boolean hasFrame(RecordedEvent e, String method) {
        return e.getStackTrace().getFrames().stream()
                .anyMatch(f -> f.getMethod().getName().equals(method));
    }

    @Test
    void startAndEndAreRecorded() {
        var c = new Channel<Integer>();
        var g = Goroutine.waiting("chan receive", c::receive);
        long id = g.id();
        assertThat(eventsOf(id, END)).isEmpty();
        new Moment().commit();
        c.send(1);
        until(() -> !eventsOf(id, END).isEmpty());
        RecordedEvent start = eventsOf(id, START).getFirst();
        RecordedEvent end = eventsOf(id, END).getFirst();
        RecordedEvent moment = events(Moment.NAME).getFirst();
        assertThat(start.getString("createdAt"))
                .contains("FlightRecorderTest.startAndEndAreRecorded");
        assertThat(hasFrame(start, "startAndEndAreRecorded")).isTrue();
        assertThat(start.getStartTime()).isBefore(moment.getStartTime());
        assertThat(end.getStartTime()).isAfter(moment.getStartTime());
    }

    /** In whatever way they end. */
    @Test
    void everyKindOfEndIsRecorded() {
        var ids = new Channel<Long>(100);
        Runnable tell = () -> ids.send(RuntimeProbe.idOf(Thread.currentThread()));
        Go.run(() -> {
            var all = new WaitGroup();
            for (int i = 0; i < 50; i++) {
                all.go(tell::run);
                all.go(() -> {
                    tell.run();
                    Go.goexit();
                });
            }
            all.await();
        });
        ids.close();
        List<Long> ended = events(END).stream().map(e -> e.getLong("goroutine")).toList();
        for (long id : ids) {
            assertThat(ended).containsOnlyOnce(id);
        }
    }

    // ---- waiting --------------------------------------------------------------------------------

    record Wait(String reason, String on, Func body, Runnable end) {}

    static Stream<Wait> waits() {
        var in = new Channel<Integer>();
        var full = new Channel<Integer>(1);
        full.send(1);
        var either = new Channel<Integer>();
        var mu = new Mutex();
        mu.lock();
        var group = new WaitGroup();
        group.add(1);
        return Stream.of(
                new Wait("chan receive", "chan 0/0", in::receive, () -> in.send(1)),
                new Wait("chan send", "chan 1/1", () -> full.send(2), full::receive),
                new Wait("select", "receive chan 0/0",
                        () -> select(onReceive(either), onSend(Channel.never(), 1)),
                        () -> either.send(1)),
                new Wait("sync.Mutex.Lock", "Mutex[", mu::lock, mu::unlock),
                new Wait("sync.WaitGroup.Wait", "WaitGroup[", group::await, group::done));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void waitIsRecorded(Wait wait) {
        var g = Goroutine.waiting(wait.reason, wait.body);
        long id = g.id();
        new Moment().commit();
        wait.end.run();
        g.join();
        RecordedEvent e = eventsOf(id, BLOCK).getLast();
        RecordedEvent moment = events(Moment.NAME).getFirst();
        assertThat(e.getString("reason")).isEqualTo(wait.reason);
        assertThat(e.getString("waitedOn")).contains(wait.on);
        assertThat(e.getString("createdAt")).contains("FlightRecorderTest.waitIsRecorded");
        assertThat(hasFrame(e, "enter")).isTrue();
        assertThat(moment.getStartTime()).isBetween(e.getStartTime(), e.getEndTime());
        assertThat(e.getThread().isVirtual()).isTrue();
    }

    @Test
    void sleepIsRecorded() {
        var g = Goroutine.waiting("sleep", () -> sleep(Duration.ofHours(1)));
        long id = g.id();
        new Moment().commit();
        g.interrupt();
        assertThat(g.failure()).isInstanceOf(UncheckedInterruptedException.class);
        RecordedEvent e = eventsOf(id, BLOCK).getFirst();
        RecordedEvent moment = events(Moment.NAME).getFirst();
        assertThat(e.getString("reason")).isEqualTo("sleep");
        assertThat(moment.getStartTime()).isBetween(e.getStartTime(), e.getEndTime());
    }

    @Test
    void waitOfPlatformThreadIsRecorded() {
        var c = new Channel<Integer>();
        var t = Goroutine.platform(c::receive).awaitWaiting("chan receive");
        c.send(1);
        t.join();
        assertThat(eventsOf(0, BLOCK)).anyMatch(e -> !e.getThread().isVirtual()
                && "chan receive".equals(e.getString("reason")));
    }

    @Test
    void interruptedWaitIsRecorded() {
        var g = Goroutine.waiting("chan receive", () -> new Channel<Integer>().receive());
        long id = g.id();
        g.interrupt();
        assertThat(g.failure()).isInstanceOf(UncheckedInterruptedException.class);
        assertThat(eventsOf(id, BLOCK)).hasSize(1);
    }

    // ---- the rest -------------------------------------------------------------------------------

    @Test
    @Tag("own-scheduler")
    void handOverNamesGoroutineThatBlocksProcessor() {
        var stop = new AtomicBoolean();
        var hog = Goroutine.start(() -> computeUntil(stop));
        long id = hog.id();
        until(() -> !eventsOf(id, HAND_OVER).isEmpty());
        stop.set(true);
        hog.join();
        assertThat(eventsOf(id, HAND_OVER)).anySatisfy(e -> assertThat(e.getString("where"))
                .contains("FlightRecorderTest.computeUntil"));
    }

    private static void computeUntil(AtomicBoolean stop) {
        while (!stop.get()) {
            Thread.onSpinWait();
        }
    }

    @Test
    @Tag("own-scheduler")
    void leaksAreRecorded() {
        for (int i = 0; i < 3; i++) {
            leak();
        }
        int recorded = 0;
        while (recorded < 3) { // what other tests have left is found as well
            assertThat(Leaks.find()).isNotNull();
            recorded = leaksRecorded();
        }
        assertThat(recorded).isEqualTo(3);
    }

    private int leaksRecorded() {
        return events(LEAK).stream()
                .filter(e -> e.getString("createdAt").contains("FlightRecorderTest.leak"))
                .peek(e -> assertThat(e.getString("reason")).isEqualTo("chan send"))
                .mapToInt(e -> e.getInt("count")).sum();
    }

    private static void leak() {
        Goroutine.waiting("chan send", () -> new Channel<Integer>().send(1));
    }

    /** The recorder's own threads can wake no goroutine. */
    @Test
    @Tag("alone")
    void deadlockIsDetectedAndRecordedWhileRecording() {
        assertThatExceptionOfType(DeadlockException.class)
                .isThrownBy(() -> Go.run(() -> new Channel<Integer>().receive()));
        RecordedEvent e = events(DEADLOCK).getFirst();
        assertThat(e.getString("kind")).isEqualTo("all goroutines are asleep - deadlock!");
        assertThat(e.getString("report")).contains("[chan receive]:");
        assertThat(e.getString("goroutines")).matches("\\d+");
    }

    @Test
    @Tag("alone")
    void lockCycleIsRecorded() {
        Go.onDeadlock(report -> {});
        try {
            Go.run(() -> {
                lockCrosswise();
                until(() -> !events(DEADLOCK).isEmpty());
            });
        } finally {
            Go.onDeadlock(null);
        }
        RecordedEvent e = events(DEADLOCK).getFirst();
        assertThat(e.getString("kind")).isEqualTo("deadlock: lock cycle of 2 goroutines");
        assertThat(e.getString("goroutines")).matches("\\d+, \\d+");
    }

    private static void lockCrosswise() {
        var one = new Mutex();
        var other = new Mutex();
        var both = new WaitGroup();
        both.add(2);
        go(() -> lock(one, both, other));
        go(() -> lock(other, both, one));
    }

    private static void lock(Mutex first, WaitGroup both, Mutex second) {
        first.lock();
        both.done();
        both.await();
        second.lock();
    }
}
