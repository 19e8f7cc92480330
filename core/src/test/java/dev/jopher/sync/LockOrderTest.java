package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

import dev.jopher.Context;
import dev.jopher.Go;
import dev.jopher.runtime.LockOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code -Djopher.lockOrder=true}: each case in a JVM of its own, which has the flag, and what it reports. */
@Timeout(120)
class LockOrderTest {
    private static final String TWO = "lock order: two locks are taken in two orders";

    /** Runs the case of that name below; what was reported. */
    private static String report(String name) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djopher.lockOrder=true", "-Djopher.scheduler=jdk",
                "--add-opens=java.base/java.lang=ALL-UNNAMED", "-cp", classPath(),
                Cases.class.getName(), name));
        Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(p.waitFor()).as(out).isZero();
        return out;
    }

    private static String classPath() throws IOException {
        // in a module, a test class seems to lie where the module lies
        Path tests = Path.of(URI.create(String.valueOf(
                LockOrderTest.class.getResource("LockOrderTest.class"))))
                .toRealPath().resolve("../../../..").normalize();
        return String.join(File.pathSeparator, tests.toString(), place(Go.class),
                place(org.assertj.core.api.Assertions.class));
    }

    private static String place(Class<?> c) {
        return Path.of(URI.create(c.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    @Test
    void twoOrdersWithBothStacks() throws Exception {
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
    void readersAndWriters() throws Exception {
        assertThat(report("readersAndWriters")).startsWith(TWO);
    }

    @Test
    void threeInACircle() throws Exception {
        assertThat(report("threeInACircle"))
                .startsWith("lock order: 3 locks are taken in a circle");
    }

    @Test
    void onceEach() throws Exception {
        assertThat(report("onceEach").split("lock order: ", -1)).hasSize(2);
    }

    @Test
    void aGateThatIsMissingOnce() throws Exception {
        assertThat(report("gateMissingOnce")).startsWith(TWO);
    }

    @Test
    void silent() throws Exception {
        assertThat(report("silent")).isEmpty();
    }

    /** A deadlock that did happen tells where each lock was taken. */
    @Test
    void aCycleTellsSinceWhen() throws Exception {
        assertThat(report("cycle")).contains("deadlock: RLock inside RLock with a writer between")
                .containsPattern("which goroutine \\d+ holds\n\tsince LockOrderTest.java:\\d+\n");
    }

    /** Also when he who has taken it is no more. */
    @Test
    void aDumpTellsSinceWhen() throws Exception {
        assertThat(report("heldByNobody"))
                .containsPattern(
                        ", held since LockOrderTest.java:\\d+ by a goroutine that has ended\n");
    }

    /** What a goroutine holds at its end is forgotten with it. */
    @Test
    void whoEndsWithALock() throws Exception {
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
                case "silent" -> silent(a, b, c);
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
            while (LockOrder.threadsThatHold() > 10) {
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
                IO.print(report);
                reported.countDown();
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
