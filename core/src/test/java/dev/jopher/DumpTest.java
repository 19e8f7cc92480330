package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.onTimeout;
import static dev.jopher.Go.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.jopher.internal.leak.RuntimeProbe;
import dev.jopher.internal.support.Goroutine;
import dev.jopher.sync.Cond;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.Once;
import dev.jopher.sync.RWMutex;
import dev.jopher.sync.Semaphore;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where every goroutine is, in Go's format. */
@Timeout(120)
class DumpTest {
    private final Channel<Integer> never = new Channel<>();
    private final List<Goroutine> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(Goroutine::interrupt);
        started.forEach(Goroutine::failure);
    }

    private Goroutine waiting(String reason, Func f) {
        Goroutine g = Goroutine.waiting(reason, f);
        started.add(g);
        return g;
    }

    /** The entries in which {@code words} occurs. */
    private static List<String> entries(String words, DumpOption... options) {
        return Stream.of(Go.dump(options).split("\n\n")).filter(e -> e.contains(words)).toList();
    }

    private void receiveForEver() {
        never.receive();
    }

    @Test
    void goroutineIsPrintedInGosFormat() {
        long id = waiting("chan receive", this::receiveForEver).id();
        assertThat(entries("goroutine " + id + " ")).singleElement()
                .asString()
                .matches("goroutine " + id + " \\[chan receive\\]:\n"
                        + "\twaiting( for \\S+)? on chan 0/0 0x[0-9a-f]+\n"
                        + "DumpTest\\.receiveForEver\\(\\.\\.\\.\\)\n\tDumpTest\\.java:\\d+\n"
                        + "created by DumpTest\\.waiting\n\tDumpTest\\.java:\\d+\n?");
    }

    record Wait(String reason, String target, Func f) {}

    @Test
    void waitTargetIsPrinted() {
        var full = new Channel<Integer>(1);
        full.send(1);
        var mutex = new Mutex();
        mutex.lock();
        var rw = new RWMutex();
        rw.rLock();
        var wg = new WaitGroup();
        wg.add(3);
        var sem = new Semaphore(2);
        sem.acquire();
        var cond = new Cond(new Mutex());
        List<Wait> all = List.of(
                new Wait("chan send", "chan 1/1 0x", () -> full.send(2)),
                new Wait("select",
                        "receive chan 0/0 0x[0-9a-f]+, send chan 1/1 0x[0-9a-f]+, timeout, nil chan",
                        () -> select(onReceive(never), onSend(full, 2),
                                onTimeout(Duration.ofHours(1)), null)),
                new Wait("sync.Mutex.Lock", "Mutex\\[locked, awaited.*\\] 0x",
                        () -> assertThat(mutex.tryLock(1, java.util.concurrent.TimeUnit.HOURS))
                                .isTrue()),
                new Wait("sync.RWMutex.Lock", "RWMutex\\[1 reading, awaited.*\\] 0x",
                        () -> rw.lock(Context.background())),
                new Wait("sync.WaitGroup.Wait", "WaitGroup\\[3\\] 0x", wg::await),
                new Wait("semacquire", "Semaphore\\[1 of 2 held\\] 0x", () -> sem.acquire(2)),
                new Wait("sync.Cond.Wait", "Cond of Mutex\\[.*\\] 0x", () -> {
                    cond.locker().lock();
                    cond.await();
                }),
                new Wait("sleep", "timer that fires in 59m\\d+s",
                        () -> Go.sleep(Duration.ofHours(1))));
        for (Wait w : all) {
            long id = waiting(w.reason, w.f).id();
            assertThat(entries("goroutine " + id + " ")).singleElement()
                    .asString()
                    .containsPattern("goroutine " + id + " \\[" + Pattern.quote(w.reason)
                            + "\\]:\n\twaiting( for \\S+)? on " + w.target);
        }
    }

    @Test
    void lockHolderIsPrinted() {
        var mutex = new Mutex();
        long holder = waiting("chan receive", () -> {
            mutex.lock();
            never.receive();
        }).id();
        long id = waiting("sync.Mutex.Lock", () -> mutex.lock(Context.background())).id();
        assertThat(entries("goroutine " + id + " ")).singleElement()
                .asString()
                .contains(", held by goroutine " + holder);
    }

    /** Where the JDK's list of threads is open. */
    @Test
    @Tag("own-scheduler")
    void endedLockHolderIsPrinted() {
        var mutex = new Mutex();
        Goroutine.start(mutex::lock).join();
        long id = waiting("sync.Mutex.Lock", () -> mutex.lock(Context.background())).id();
        assertThat(entries("goroutine " + id + " ")).singleElement()
                .asString()
                .contains(", held by a goroutine that has ended");
    }

    /** By name, not by the stack alone: a waiting writer has nothing yet. */
    @Test
    void waitingWriterIsNotPrintedAsHolder() {
        var lock = new RWMutex();
        long reader = waiting("chan receive", () -> {
            lock.rLock();
            try {
                never.receive();
            } finally {
                lock.rUnlock();
            }
        }).id();
        long writer = waiting("sync.RWMutex.Lock", () -> {
            lock.lock();
            lock.unlock();
        }).id();
        long late = waiting("sync.RWMutex.RLock", () -> {
            lock.rLock();
            lock.rUnlock();
        }).id();
        assertThat(entries("goroutine " + writer + " ")).singleElement().asString()
                .contains(", held by goroutine " + reader + "\n");
        assertThat(entries("goroutine " + late + " ")).singleElement().asString()
                .contains(", behind goroutine " + writer + ", which waits to write\n");
    }

    @Test
    void lockCyclesArePrintedAtTheEnd() {
        var a = new Mutex();
        var b = new Mutex();
        var both = new WaitGroup();
        both.add(2);
        long one = lockingBoth(a, both, b);
        long two = lockingBoth(b, both, a);
        Goroutine.until(() -> Go.dump().contains("goroutine " + one + " waits for the Mutex ")
                && Go.dump().contains(", which goroutine " + two + " holds\n"));
        a.unlock();
        b.unlock();
    }

    /** Starts one that locks the second when the other has its first. */
    private long lockingBoth(Mutex first, WaitGroup both, Mutex second) {
        Goroutine g = Goroutine.start(() -> {
            first.lock();
            both.done();
            both.await();
            second.lock();
        });
        started.add(g);
        return g.id();
    }

    @Test
    void mutexOfOnceIsPrintedAsOnce() {
        var once = new Once();
        waiting("chan receive", () -> once.run(() -> never.receive()));
        long id = waiting("sync.Mutex.Lock", () -> once.run(() -> {})).id();
        assertThat(entries("goroutine " + id + " ")).singleElement().asString()
                .containsPattern(" on Once\\[running.*\\] 0x");
    }

    @Test
    void tickerIsPrintedAsWaitTarget() {
        try (var ticker = new Ticker(Duration.ofHours(1))) {
            long id = waiting("chan receive", () -> ticker.channel().receive()).id();
            assertThat(entries("goroutine " + id + " ")).singleElement().asString()
                    .contains(" on chan 0/0 of a ticker 0x");
        }
    }

    @Test
    void contextIsPrintedAsWaitTarget() {
        try (var ctx = Context.background().withCancel()) {
            long id = waiting("select", () -> select(onReceive(ctx.done(), v -> {}),
                    onReceive(Context.background().done(), v -> {}))).id();
            assertThat(entries("goroutine " + id + " ")).singleElement().asString()
                    .containsPattern(" on receive chan 0/0 of a context 0x[0-9a-f]+, nil chan\n");
        }
    }

    @Test
    void waitInJdkIsPrintedWithItsCall() {
        var latch = new CountDownLatch(1);
        var g = Goroutine.start(() -> latch.await());
        Goroutine.until(() -> entries("goroutine " + g.id() + " ").stream()
                .anyMatch(e -> e.contains(" [parked]:\n\tin CountDownLatch.await\n")));
        latch.countDown();
        g.join();
    }

    /** Where the JDK's packages can be opened. */
    @Test
    @Tag("own-scheduler")
    void holderOfJdkLockIsPrinted() {
        var lock = new ReentrantLock();
        long holder = waiting("chan receive", () -> {
            lock.lock();
            never.receive();
        }).id();
        Goroutine g = Goroutine.start(() -> lock.lockInterruptibly()); // with a line of its own
        Goroutine.until(() -> entries("goroutine " + g.id() + " ").stream()
                .anyMatch(e -> e.contains(
                        " [parked]:\n\tin ReentrantLock.lockInterruptibly, held by goroutine "
                                + holder + "\n")));
        g.interrupt();
    }

    @Test
    void nilChannelHasNoWaitTarget() {
        long id = waiting("chan receive (nil chan)", () -> Channel.never().receive()).id();
        assertThat(entries("goroutine " + id + " ")).singleElement()
                .asString()
                .doesNotContainPattern("waiting( for \\S+)? on");
    }

    @Test
    void goroutinesAtSamePlaceFoldIntoOneEntryWithCount() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(waiting("chan receive", this::receiveForEver).id());
        }
        ids.sort(null);
        String list = ids.get(0) + ", " + ids.get(1) + ", " + ids.get(2);
        assertThat(entries("3 goroutines [chan receive]:\n\tgoroutines " + list + "\n"))
                .hasSize(1);
        assertThat(entries("DumpTest.receiveForEver(...)", DumpOption.UNFOLDED)).hasSize(3)
                .allMatch(e -> e.startsWith("goroutine "));
    }

    @Test
    void entryWithSeveralTargetsPrintsFirstAndOthers() {
        waiting("chan receive", this::receiveFromANewOne);
        waiting("chan receive", this::receiveFromANewOne);
        assertThat(entries("receiveFromANewOne")).singleElement()
                .asString()
                .containsPattern("\twaiting( for .*)? on chan 0/0 0x[0-9a-f]+ and others");
    }

    private void receiveFromANewOne() {
        new Channel<Integer>().receive();
    }

    @Test
    void callerIsPrintedFirst() {
        waiting("chan receive", this::receiveForEver);
        AtomicReference<String> dump = new AtomicReference<>();
        Goroutine.start(() -> dump.set(Goroutines.currentId() + " " + Go.dump())).join();
        String[] seen = Goroutine.must(dump.get()).split(" ", 2);
        assertThat(seen[1]).startsWith("goroutine " + seen[0] + " [running]:\nDumpTest.");
    }

    @Test
    void onlyUserFramesArePrintedWithoutAllFrames() {
        long id = waiting("chan receive", this::receiveForEver).id();
        String header = "goroutine " + id + " ";
        assertThat(entries(header).getFirst()).doesNotContain("Channel.receive(...)");
        assertThat(entries(header, DumpOption.ALL_FRAMES).getFirst())
                .contains("\nChannel.receive(...)\n");
    }

    @Test
    void goroutineNameIsPrinted() {
        go("the fetcher", this::receiveForEver);
        Goroutine.until(() -> Go.dump().contains("[chan receive]:\n\tnamed \"the fetcher\"\n"));
        never.send(1);
    }

    @Test
    void waitingForeignThreadsArePrintedLast() {
        var g = Goroutine.platform(this::receiveForEver).awaitWaiting("chan receive");
        List<String> all = List.of(Go.dump().split("\n\n"));
        // Other tests may have left threads that wait, too.
        assertThat(all.stream().dropWhile(e -> !e.startsWith("thread \"")))
                .allMatch(e -> e.startsWith("thread \""))
                .anyMatch(e -> e.startsWith("thread \"Thread-")
                        && e.contains("\" [chan receive]:\n")
                        && e.contains("DumpTest.receiveForEver"));
        g.interrupt();
        assertThat(g.failure()).isInstanceOf(UncheckedInterruptedException.class);
    }

    @Test
    void jsonHasFieldsOfText() {
        long id = waiting("chan receive", this::receiveForEver).id();
        assertThat(Go.dump(DumpOption.JSON))
                .startsWith("{\"time\":\"")
                .contains("\"count\":1,\"estimated\":false,\"ids\":[" + id
                        + "],\"state\":\"chan receive\",\"abandoned\":false,\"waitingMillisLeast\":")
                .contains("\"waitingOn\":\"chan 0/0 0x",
                        "\"createdBy\":{\"function\":\"DumpTest.waiting\"")
                .contains(
                        "{\"function\":\"DumpTest.receiveForEver\",\"class\":\"dev.jopher.DumpTest\","
                                + "\"method\":\"receiveForEver\",\"file\":\"DumpTest.java\",\"line\":")
                .endsWith("]}\n");
    }

    @Test
    void countsOfManyGoroutinesAreExtrapolatedFromSamples() {
        int n = 25_000;
        var wg = new WaitGroup();
        for (int i = 0; i < n; i++) {
            wg.go(this::receiveForEver);
        }
        Goroutine.until(() -> RuntimeProbe.waitingOn(never) == n);
        assertThat(entries("DumpTest.receiveForEver")).singleElement()
                .asString()
                .startsWith(n + " goroutines [chan receive]:\n");
        for (int i = 0; i < n; i++) {
            never.send(i);
        }
        wg.await();
    }

    @Test
    void countsOfManyGoroutinesAtTwoPlacesAreApproximate() {
        int n = 25_000;
        var wg = new WaitGroup();
        for (int i = 0; i < n; i++) {
            int k = i;
            wg.go(() -> {
                if (k % 2 == 0) {
                    receiveForEver();
                } else {
                    never.receive();
                }
            });
        }
        Goroutine.until(() -> RuntimeProbe.waitingOn(never) == n);
        // The more other tests have left behind, the smaller is the sample: at least 100 of these.
        assertThat(entries("DumpTest.countsOfManyGoroutinesAtTwoPlaces")).hasSize(2)
                .allSatisfy(e -> assertThat(estimate(e)).isBetween(n / 5, n - n / 5))
                .anyMatch(e -> e.contains("receiveForEver"));
        for (int i = 0; i < n; i++) {
            never.send(i);
        }
        wg.await();
    }

    private static int estimate(String entry) {
        assertThat(entry).startsWith("about ");
        return Integer.parseInt(entry.split(" ")[1]);
    }

    @Test
    void failureOfReceiverIsUnchecked() {
        Writer broken = new Writer() {
            @Override
            public void write(char[] c, int off, int len) throws IOException {
                throw new IOException("full");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> Go.dump(broken)).isInstanceOf(UncheckedIOException.class);
        var out = new StringBuilder();
        Go.dump(out, DumpOption.JSON);
        assertThat(out.toString()).startsWith("{");
    }

    /** The JDK's own dump can crash the JVM here. Values are conserved: a look loses none. */
    @Test
    void underLoad() {
        var c = new Channel<Integer>();
        var wg = new WaitGroup();
        var done = new Channel<Unit>();
        for (int i = 0; i < 50; i++) {
            wg.go(() -> {
                for (int k = 0; k < 2_000; k++) {
                    c.send(k);
                }
            });
            wg.go(() -> {
                for (int k = 0; k < 2_000; k++) {
                    assertThat(c.receive()).isNotNull();
                }
            });
        }
        go(() -> {
            wg.await();
            done.close();
        });
        int dumps = 0;
        while (dumps++ < 100 || select(onReceive(done), Go.otherwise()) == 1) {
            assertThat(Go.dump()).isNotNull();
        }
        done.receive();
    }
}
