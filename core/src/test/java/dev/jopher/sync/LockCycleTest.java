package dev.jopher.sync;

import static dev.jopher.Go.go;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.DeadlockException;
import dev.jopher.Func;
import dev.jopher.Go;
import dev.jopher.Unit;
import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Goroutines that wait for one another are named while others run on, and no others ever are. */
@Tag("alone")
@Timeout(60)
class LockCycleTest {
    private final List<String> reports = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        Go.onDeadlock(reports::add);
    }

    @AfterEach
    void listenNoLonger() {
        Go.onDeadlock(null);
    }

    /** What is reported, when one is, while a goroutine runs on. */
    private String report(Func bug) {
        Go.run(() -> {
            go(bug);
            while (reports.isEmpty()) {
                Go.sleep(Duration.ofMillis(1));
            }
        });
        return reports.getFirst();
    }

    /** A goroutine that has locked {@code first}, and {@code second} once the others are as far. */
    private static void lockBoth(Lock first, Lock second, WaitGroup all) {
        first.lock();
        all.done();
        all.await();
        second.lock();
    }

    private static WaitGroup groupOf(int n) {
        var all = new WaitGroup();
        all.add(n);
        return all;
    }

    record Cycle(String kind, int goroutines, Func bug) {}

    static Stream<Cycle> cycles() {
        return Stream.of(
                new Cycle("recursive lock", 1, () -> {
                    var mu = new Mutex();
                    mu.lock();
                    mu.lock();
                }),
                new Cycle("recursive lock of an RWMutex", 1, () -> {
                    var mu = new RWMutex();
                    mu.lock();
                    mu.rLock();
                }),
                new Cycle("recursive lock of an RWMutex", 1, () -> {
                    var mu = new RWMutex();
                    mu.rLock();
                    mu.lock();
                }),
                new Cycle("recursive lock of an RWMutex", 1, () -> {
                    var mu = new RWMutex();
                    mu.rLock();
                    Goroutine.start(() -> {
                        mu.rLock();
                        Goroutine.start(() -> {
                            mu.rLock();
                            mu.rUnlock();
                        }).join();
                        mu.rUnlock();
                    }).join();
                    mu.lock();
                }),
                new Cycle("recursive lock of an RWMutex", 1, () -> {
                    var mu = new RWMutex();
                    var all = groupOf(3);
                    for (int i = 0; i < 3; i++) {
                        go(() -> lockBoth(mu.readLock(), mu.writeLock(), all));
                    }
                }),
                new Cycle("RLock inside RLock with a writer between", 2, () -> {
                    var mu = new RWMutex();
                    mu.rLock();
                    Goroutine.waiting("sync.RWMutex.Lock", mu::lock);
                    mu.rLock();
                }),
                new Cycle("a Once that calls itself", 1, () -> {
                    var once = new Once();
                    once.run(() -> once.run(() -> {}));
                }),
                new Cycle("await inside a goroutine that the group waits for", 1, () -> {
                    var wg = new WaitGroup();
                    wg.go(wg::await);
                }),
                new Cycle("await inside a goroutine that the group waits for", 1, () -> {
                    var group = new ErrGroup();
                    group.go(() -> group.await());
                }),
                new Cycle("lock cycle of 2 goroutines", 2, () -> {
                    var mu = new Mutex();
                    var wg = new WaitGroup();
                    try (var _ = mu.hold()) {
                        wg.go(mu::lock);
                        wg.await();
                    }
                }),
                new Cycle("lock cycle of 2 goroutines", 2, () -> {
                    var a = new Mutex();
                    var b = new Mutex();
                    var both = groupOf(2);
                    go(() -> lockBoth(a, b, both));
                    go(() -> lockBoth(b, a, both));
                }),
                new Cycle("lock cycle of 2 goroutines", 2, () -> {
                    var a = new RWMutex();
                    var b = new RWMutex();
                    var both = groupOf(2);
                    go(() -> lockBoth(a.readLock(), b.writeLock(), both));
                    go(() -> lockBoth(b.readLock(), a.writeLock(), both));
                }),
                new Cycle("lock cycle of 2 goroutines", 2, () -> {
                    var mu = new Mutex();
                    var once = new Once();
                    mu.lock();
                    Goroutine.waiting("sync.Mutex.Lock", () -> once.run(mu::lock));
                    once.run(() -> {});
                }),
                new Cycle("lock cycle of 3 goroutines", 3, () -> {
                    var a = new Mutex();
                    var b = new RWMutex();
                    var c = new Mutex();
                    var all = groupOf(3);
                    go(() -> lockBoth(a, b.writeLock(), all));
                    go(() -> lockBoth(b.writeLock(), c, all));
                    go(() -> lockBoth(c, a, all));
                }));
    }

    @ParameterizedTest
    @MethodSource("cycles")
    void cycleIsNamedByItsKind(Cycle c) {
        String report = report(c.bug);
        assertThat(report).startsWith("deadlock: " + c.kind + "\n\ngoroutine ");
        assertThat(report.split(" waits for the ", -1)).hasSize(c.goroutines + 1);
        assertThat(report.split("\\]:\n", -1)).hasSize(c.goroutines + 1);
    }

    @Test
    void reportListsEachWaitWithItsLine() {
        var a = new Mutex();
        var b = new Mutex();
        var both = groupOf(2);
        String report = report(() -> {
            go(() -> lockBoth(a, b, both));
            go(() -> lockBoth(b, a, both));
        });
        assertThat(report).containsPattern(
                """
                        goroutine (\\d+) waits for the Mutex 0x[0-9a-f]+, which goroutine (\\d+) holds
                        goroutine \\2 waits for the Mutex 0x[0-9a-f]+, which goroutine \\1 holds
                        \\(where they were locked: -Djopher.lockOrder=true\\)

                        goroutine \\1 \\[sync.Mutex.Lock\\]:
                        \twaiting( for \\S+)? on Mutex\\[locked, awaited.*\\] 0x[0-9a-f]+, held by goroutine \\2
                        LockCycleTest.lockBoth\\(...\\)
                        \tLockCycleTest.java:\\d+
                        """);
    }

    /** One of those that a circle leads through may have a circle of its own besides. */
    @Test
    void cycleNextToSelfDeadlockIsReported() {
        var m = new Mutex();
        var r1 = new RWMutex();
        var r2 = new RWMutex();
        var all = groupOf(3);
        Go.run(() -> {
            go(() -> {
                m.lock();
                all.done();
                all.await();
                untilAwaited(r2);
                r1.lock();
            });
            go(() -> {
                r1.rLock();
                r2.rLock();
                all.done();
                all.await();
                untilAwaited(r2);
                m.lock();
            });
            go(() -> {
                r1.rLock();
                r2.rLock();
                all.done();
                all.await();
                r2.lock();
            });
            while (reports.stream().noneMatch(r -> r.contains("waits for the Mutex "))) {
                Go.sleep(Duration.ofMillis(1));
            }
        });
    }

    /** Or else its waiter is reported later than the others: in the next test. */
    private static void untilAwaited(RWMutex mu) {
        Goroutine.until(() -> mu.toString().contains("awaited"));
    }

    /** Go lets others unlock a mutex, and nothing shows whether one will. */
    @Test
    void singleLockCycleIsReportedAsConditional() {
        assertThat(report(LockCycleTest::sentinel)).containsPattern(
                """
                        goroutine \\d+ waits for the Mutex 0x[0-9a-f]+, which it holds itself
                        \\(where it was locked: -Djopher.lockOrder=true\\)
                        unless another goroutine unlocks it, it waits for ever
                        """);
    }

    /** A lock, and the same as one that keeps others out. */
    record Refused(Lock lock, Lock exclusive) {
        Refused {
            assertThatExceptionOfType(IllegalMonitorStateException.class)
                    .isThrownBy(lock::unlock);
        }
    }

    static Stream<Refused> refused() {
        var mutex = new Mutex();
        var written = new RWMutex();
        var read = new RWMutex();
        read.rLock(); // now it is noted who reads
        read.rUnlock();
        return Stream.of(new Refused(mutex, mutex),
                new Refused(written.writeLock(), written.writeLock()),
                new Refused(read.readLock(), read.writeLock()));
    }

    /** By that it is no signal. */
    @ParameterizedTest
    @MethodSource("refused")
    void refusedUnlockDoesNotSuppressReport(Refused r) {
        var other = new Mutex();
        var all = groupOf(2);
        String report = report(() -> {
            go(() -> lockBoth(r.lock, other, all));
            lockBoth(other, r.exclusive, all);
        });
        assertThat(report).contains("lock cycle of 2 goroutines");
    }

    @Test
    void cycleOfForeignThreadsIsReported() {
        var mu = new Mutex();
        String report = report(() -> Goroutine.platform(() -> {
            mu.lock();
            mu.lock();
        }));
        assertThat(report).contains("thread \"").contains("which it holds itself");
    }

    @Test
    void waiterBehindCycleIsNotPartOfIt() {
        var mu = new Mutex();
        String report = report(() -> {
            var other = new Mutex();
            go(() -> {
                mu.lock();
                mu.lock();
            });
            Goroutine.until(() -> mu.toString().contains("awaited"));
            go(() -> {
                other.lock();
                mu.lock();
            });
            other.lock();
        });
        assertThat(report.split("\\]:\n", -1)).hasSize(2);
    }

    /** What may end, or is none, is not named when the next that is one is. */
    @Test
    void waitThatMayEndIsNotReported() throws InterruptedException {
        var gaveUp = new CountDownLatch(2);
        String report = report(() -> {
            bothWays(Lock::lockInterruptibly);
            bothWays((lock) -> {
                assertThat(lock.tryLock(3, TimeUnit.SECONDS)).isFalse();
                gaveUp.countDown();
            });
            var ctx = Context.background().withCancel();
            bothWays((lock) -> ((Mutex) lock).lock(ctx));
            unlockedByAnother();
            readForAnother();
            readForANeighbour();
            waitsForAWriterThatMayGiveUp();
            held();
            go(LockCycleTest::sentinel);
        });
        assertThat(report).contains("LockCycleTest.sentinel(");
        assertThat(reports).hasSize(1);
        gaveUp.await(); // as long as their timers are pending no later test sees a deadlock
    }

    private static void sentinel() {
        var mu = new Mutex();
        mu.lock();
        mu.lock();
    }

    interface Locking {
        void lock(Lock l) throws Exception;
    }

    private static void bothWays(Locking way) {
        var a = new Mutex();
        var b = new Mutex();
        var both = groupOf(2);
        for (Mutex first : List.of(a, b)) {
            go(() -> {
                first.lock();
                both.done();
                both.await();
                way.lock(first == a ? b : a);
            });
        }
        Goroutine.until(() -> a.toString().contains("awaited") && b.toString().contains("awaited"));
    }

    /** A mutex that another goroutine unlocks is a signal. */
    private static void unlockedByAnother() {
        var mu = new Mutex();
        mu.lock();
        Goroutine.start(mu::unlock).join();
        Goroutine.waiting("sync.Mutex.Lock", () -> {
            mu.lock();
            mu.lock();
        });
        var rw = new RWMutex();
        rw.lock();
        Goroutine.start(rw::unlock).join();
        Goroutine.waiting("sync.RWMutex.RLock", () -> {
            rw.lock();
            rw.rLock();
        });
    }

    /** The goroutine that began to read has not ended it; another has. */
    private static void readForAnother() {
        var rw = new RWMutex();
        rw.rLock();
        Goroutine.start(rw::rUnlock).join();
        Goroutine.waiting("sync.RWMutex.Lock", () -> {
            rw.rLock();
            rw.lock();
        });
    }

    /** The one between releases for one of the others: which of them reads on, no id shows. */
    private static void readForANeighbour() throws InterruptedException {
        var rw = new RWMutex();
        Thread first = Thread.ofPlatform().unstarted(rw::rLock);
        Thread between = Thread.ofPlatform().daemon().unstarted(() -> {
            rw.rUnlock();
            rw.lock();
        });
        Thread last = Thread.ofPlatform().unstarted(rw::rLock);
        for (Thread reader : List.of(first, last)) {
            reader.start();
            reader.join();
        }
        between.start();
        Goroutine.until(() -> rw.toString().contains("awaited"));
    }

    private static void waitsForAWriterThatMayGiveUp() {
        var rw = new RWMutex();
        Goroutine.waiting("sync.RWMutex.RLock", () -> {
            rw.rLock();
            Goroutine.waiting("sync.RWMutex.Lock",
                    () -> rw.lock(Context.background().withCancel()));
            rw.rLock();
        });
    }

    /** They wait for one who waits for something else. */
    private static void held() {
        var mu = new Mutex();
        var never = new Channel<Unit>();
        mu.lock();
        Goroutine.waiting("sync.Mutex.Lock", mu::lock);
        go(never::receive);
    }

    @Test
    void programDeadlockReportIncludesCycle() {
        assertThatExceptionOfType(DeadlockException.class)
                .isThrownBy(() -> Go.run(LockCycleTest::sentinel))
                .withMessageContaining("recursive lock:\ngoroutine ")
                .withMessageContaining(", which it holds itself\n");
        assertThat(reports).isEmpty();
    }

    /** What was reported when it happened takes a line when all are asleep. */
    @Test
    void cycleIsReportedInFullOnce() {
        assertThatExceptionOfType(DeadlockException.class).isThrownBy(() -> Go.run(() -> {
            go(LockCycleTest::sentinel);
            while (reports.isEmpty()) {
                Go.sleep(Duration.ofMillis(1));
            }
            new Channel<Unit>().receive();
        })).satisfies(e -> assertThat(e).message()
                .containsPattern("\nrecursive lock, reported before: goroutine \\d+\n")
                .doesNotContain("holds itself"));
        assertThat(reports).hasSize(1);
    }

    /** Earlier tests may leave goroutines behind. */
    @Test
    void programDeadlockListsOnlyItsOwnCycles() {
        var over = new Channel<Unit>();
        var other = Goroutine.waiting("chan receive", () -> waitInAnotherTest(over));
        assertThatExceptionOfType(DeadlockException.class)
                .isThrownBy(() -> Go.run(LockCycleTest::sentinel))
                .satisfies(e -> assertThat(e).message()
                        .containsPattern("\nand \\d+ goroutines? outside of this Go.run\n")
                        .doesNotContain("waitInAnotherTest"));
        over.close();
        other.join();
    }

    private static void waitInAnotherTest(Channel<Unit> over) {
        over.receive();
    }

    @Test
    void cycleIsReportedOnce() {
        report(LockCycleTest::sentinel);
        report2();
        assertThat(reports).hasSize(2);
    }

    private void report2() {
        Go.run(() -> {
            go(LockCycleTest::sentinel);
            while (reports.size() < 2) {
                Go.sleep(Duration.ofMillis(1));
            }
        });
    }

    /** If every request hits the same deadlock, the first is shown whole, the others in a line. */
    @Test
    void cyclesAtSameLinesAreFolded() {
        int n = 20;
        Go.run(() -> {
            for (int i = 0; i < n; i++) {
                var a = new Mutex();
                var b = new Mutex();
                var both = groupOf(2);
                go(() -> lockBoth(a, b, both));
                go(() -> lockBoth(b, a, both));
            }
            while (told() < n) {
                Go.sleep(Duration.ofMillis(1));
            }
        });
        assertThat(reports.getFirst())
                .startsWith("deadlock: lock cycle of 2 goroutines\n\ngoroutine ");
        assertThat(reports.subList(1, reports.size())).allSatisfy(r -> assertThat(r).matches(
                "deadlock: lock cycle of 2 goroutines, \\d+ more as before at LockCycleTest.java:\\d+, "
                        + "LockCycleTest.java:\\d+: goroutines \\d+, \\d+.*\n"));
        assertThat(told()).isEqualTo(n);
    }

    private int told() {
        var more = Pattern.compile(" (\\d+) more (at|as)");
        return (reports.isEmpty() ? 0 : 1) + reports.stream()
                .flatMap(r -> more.matcher(r).results())
                .mapToInt(m -> Integer.parseInt(m.group(1))).sum();
    }
}
