package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

import dev.jopher.Context;
import dev.jopher.Go;
import dev.jopher.internal.support.OtherJvm;
import dev.jopher.internal.track.LockOrderChecker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code -Djopher.lockOrder=true}: each case in a JVM with the flag, and what it reports. */
@Timeout(120)
class LockOrderTest {
    private static final String TWO = "lock order: two locks are taken in two orders";

    /** Runs the case of that name below; what was reported. */
    private static String report(String name) throws IOException, InterruptedException {
        return OtherJvm.run(Cases.class,
                List.of("-Djopher.lockOrder=true", "-Djopher.scheduler=jdk"), name);
    }

    @Test
    void oppositeOrdersAreReportedWithBothStacks() throws Exception {
        assertThat(report("twoOrders")).startsWith(TWO).containsPattern("""
                goroutine 1 had locked the Mutex (0x\\w+) at
                LockOrderTest.Cases.inOrder\\(...\\)
                \tLockOrderTest.java:(\\d+)
                (?s:.*)and then locked the Mutex (0x\\w+) at
                (?s:.*)
                goroutine \\d+ had locked the Mutex \\3 at
                (?s:.*)and then locked the Mutex \\1 at
                """);
    }

    @Test
    void readerAndWriterOrdersAreReported() throws Exception {
        assertThat(report("readersAndWriters")).startsWith(TWO);
    }

    @Test
    void cycleOfThreeLocksIsReported() throws Exception {
        assertThat(report("threeInACircle"))
                .startsWith("lock order: 3 locks are taken in a circle");
    }

    @Test
    void orderIsReportedOnce() throws Exception {
        assertThat(report("onceEach").split("lock order: ", -1)).hasSize(2);
    }

    @Test
    void orderWithoutGateOnceIsReported() throws Exception {
        assertThat(report("gateMissingOnce")).startsWith(TWO);
    }

    /** Two readers keep each other out only if a writer waits between them. */
    @Test
    void readerOrdersAreReportedWhenWriterFollows() throws Exception {
        assertThat(report("readersInTwoOrders")).isEqualTo("silent so far\n");
        assertThat(report("readersInTwoOrdersAndAWriter")).startsWith("silent so far\n" + TWO)
                .containsPattern("""
                        a thread had locked the RWMutex (0x\\w+) for reading at
                        (?s:.*)and then locked the Mutex (0x\\w+) at
                        (?s:.*)had locked the Mutex \\2 at
                        (?s:.*)and then locked the RWMutex \\1 for reading at
                        (?s:.*)
                        goroutine \\d+ locked the RWMutex for writing at
                        LockOrderTest.Cases.write\\(""");
    }

    /** A gate that all of them hold for reading keeps none of them out. */
    @Test
    void readLockIsNoGate() throws Exception {
        assertThat(report("gateOfReaders")).startsWith(TWO);
    }

    @Test
    void nestedReadLockIsReportedWhenWriterFollows() throws Exception {
        assertThat(report("readInRead"))
                .startsWith("silent so far\nlock order: a read lock inside a read lock")
                .containsPattern("""
                        goroutine 1 had locked the RWMutex 0x\\w+ for reading at
                        LockOrderTest.Cases.readInRead\\(...\\)
                        \tLockOrderTest.java:(\\d+)
                        (?s:.*)and then locked it again for reading at
                        LockOrderTest.Cases.read\\(...\\)
                        (?s:.*)
                        goroutine \\d+ locked it for writing at
                        LockOrderTest.Cases.write\\(""");
    }

    @Test
    void nestedReadLockIsReportedAfterWriter() throws Exception {
        assertThat(report("readInReadAfterTheWriter").split("a read lock inside", -1)).hasSize(2);
    }

    @Test
    void silent() throws Exception {
        assertThat(report("silent")).isEmpty();
    }

    /** A deadlock that did happen shows where each lock was taken. */
    @Test
    void cycleReportShowsWhereLocksWereTaken() throws Exception {
        assertThat(report("cycle")).contains("deadlock: RLock inside RLock with a writer between")
                .containsPattern("which goroutine \\d+ holds\n\tsince LockOrderTest.java:\\d+\n");
    }

    /** Also when the goroutine that has taken it has ended. */
    @Test
    void dumpShowsWhereLocksWereTaken() throws Exception {
        assertThat(report("heldByNobody"))
                .containsPattern(
                        ", held by a goroutine that has ended, locked at LockOrderTest.java:\\d+\n");
    }

    /** What a goroutine holds at its end is forgotten with it. */
    @Test
    void threadThatEndsWithLockIsForgotten() throws Exception {
        assertThat(report("endsWithALock")).isEmpty();
    }

    /** What runs in the other JVM: main names the case. */
    static final class Cases {
        private Cases() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] args) {
            Go.onDeadlock(System.out::print);
            var a = new Mutex();
            var b = new Mutex();
            var c = new RWMutex();
            switch (args[0]) {
                case "twoOrders" -> Go.run(() -> {
                    inOrder(a, b);
                    var other = new WaitGroup();
                    other.go(() -> inOrder(b, a));
                    other.await();
                });
                case "readersAndWriters" -> {
                    inOrder(a, c.readLock());
                    inOrder(c.writeLock(), a);
                }
                case "threeInACircle" -> {
                    inOrder(a, b);
                    inOrder(b, c.writeLock());
                    inOrder(c.writeLock(), a);
                }
                case "onceEach" -> {
                    for (int i = 0; i < 10; i++) {
                        inOrder(a, b);
                        inOrder(b, a);
                    }
                }
                case "gateMissingOnce" -> {
                    gated(c.writeLock(), a, b);
                    inOrder(b, a);
                }
                case "readersInTwoOrders" -> readersInTwoOrders(a, c);
                case "readersInTwoOrdersAndAWriter" -> {
                    readersInTwoOrders(a, c);
                    Go.run(() -> write(c));
                }
                case "gateOfReaders" -> {
                    gated(c.readLock(), a, b);
                }
                case "readInRead" -> {
                    Go.run(() -> readInRead(c));
                    write(new RWMutex());
                    IO.println("silent so far");
                    Go.run(() -> write(c));
                }
                case "readInReadAfterTheWriter" -> {
                    Go.run(() -> write(c));
                    for (int i = 0; i < 3; i++) {
                        Go.run(() -> readInRead(c));
                    }
                }
                case "silent" -> {
                    silent(a, b, c);
                    readsInReadsThatNeverHang();
                }
                case "cycle" -> cycle(c);
                case "endsWithALock" -> endsWithALock();
                case "heldByNobody" -> heldByNobody(a);
                default -> throw new IllegalArgumentException(args[0]);
            }
        }

        private static void inOrder(Lock first, Lock second) {
            first.lock();
            second.lock();
            second.unlock();
            first.unlock();
        }

        private static void gated(Lock gate, Lock a, Lock b) {
            gate.lock();
            inOrder(a, b);
            inOrder(b, a);
            gate.unlock();
        }

        private static void silent(Mutex a, Mutex b, RWMutex c) {
            inOrder(a, b);
            gated(c.writeLock(), a, new Mutex());
            tried(b, a);
            notAtTheSameTime(b, a);
            gated(new Mutex(), c.readLock(), new Mutex());
            unlockedByAnother(b, a);
            for (int i = 0; i < 1000; i++) {
                inOrder(new Mutex(), new Mutex());
            }
        }

        private static void readersInTwoOrders(Mutex mu, RWMutex rw) {
            inOrder(rw.readLock(), mu);
            inOrder(mu, rw.readLock());
            IO.println("silent so far");
        }

        private static void readInRead(RWMutex rw) {
            rw.rLock();
            read(rw);
            rw.rUnlock();
        }

        private static void read(RWMutex rw) {
            rw.rLock();
            rw.rUnlock();
        }

        private static void write(RWMutex rw) {
            rw.lock();
            rw.unlock();
        }

        /** No writer; one that is the reader, is kept out, tries or gives up; and a read by try. */
        private static void readsInReadsThatNeverHang() {
            readInRead(new RWMutex());
            var own = new RWMutex();
            readInRead(own);
            write(own);
            var gate = new Mutex();
            var gated = new RWMutex();
            under(gate, () -> readInRead(gated));
            Go.run(() -> under(gate, () -> write(gated)));
            var tried = new RWMutex();
            readInRead(tried);
            Go.run(() -> {
                assertThat(tried.tryLock()).isTrue();
                tried.unlock();
                tried.lock(Context.background());
                tried.unlock();
            });
            var tryingReader = new RWMutex();
            tryingReader.rLock();
            assertThat(tryingReader.tryRLock()).isTrue();
            tryingReader.rUnlock();
            tryingReader.rUnlock();
            read(tryingReader);
            Go.run(() -> write(tryingReader));
        }

        private static void under(Lock gate, Runnable f) {
            gate.lock();
            f.run();
            gate.unlock();
        }

        private static void tried(Mutex first, Mutex second) {
            first.lock();
            assertThat(second.tryLock()).isTrue();
            second.unlock();
            try {
                assertThat(second.tryLock(1, TimeUnit.SECONDS)).isTrue();
                second.unlock();
                second.lockInterruptibly();
                second.unlock();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            second.lock(Context.background());
            second.unlock();
            first.unlock();
        }

        private static void notAtTheSameTime(Lock first, Lock second) {
            first.lock();
            first.unlock();
            second.lock();
            second.unlock();
        }

        private static void unlockedByAnother(Mutex first, Mutex second) {
            first.lock();
            Go.run(first::unlock);
            second.lock();
            second.unlock();
        }

        private static void endsWithALock() {
            for (int i = 0; i < 100; i++) {
                Go.run(() -> new Mutex().lock());
            }
            while (LockOrderChecker.holderCount() > 10) {
                System.gc();
                Go.sleep(Duration.ofMillis(1));
            }
        }

        private static void heldByNobody(Mutex mu) {
            Go.run(() -> mu.lock()); // a method reference has no line
            Go.go(() -> mu.lock(Context.background()));
            while (!Go.dump().contains("[sync.Mutex.Lock]")) {
                Go.gosched();
            }
            IO.print(Go.dump());
            System.exit(0);
        }

        private static void cycle(RWMutex mu) {
            mu.rLock(); // more than one reader
            var reported = new CountDownLatch(1);
            Go.onDeadlock(report -> {
                if (report.startsWith("deadlock: ")) { // not the lock order, reported before
                    IO.print(report);
                    reported.countDown();
                }
            });
            Go.go(() -> {
                mu.rLock();
                Go.go(() -> mu.lock());
                while (!mu.toString().contains("awaited")) {
                    Go.gosched();
                }
                mu.rLock();
            });
            try {
                assertThat(reported.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            System.exit(0);
        }
    }
}
