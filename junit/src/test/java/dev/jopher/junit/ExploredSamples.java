package dev.jopher.junit;

import static dev.jopher.Go.go;
import static dev.jopher.Go.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import dev.jopher.Channel;
import dev.jopher.Timer;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.WaitGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;

/** Tests that {@link ExploreTest} runs. As a program, runs the classes of them that it is given. */
final class ExploredSamples {
    private static int before;
    private static int bodies;
    private static int after;

    private ExploredSamples() {}

    /** A deposit that reads and writes under two locks. */
    static final class Account {
        private final Mutex mu = new Mutex();
        private int balance;

        private int read() {
            mu.lock();
            int b = balance;
            mu.unlock();
            return b;
        }

        private void write(int b) {
            mu.lock();
            balance = b;
            mu.unlock();
        }

        void deposit(int n) {
            write(read() + n);
        }

        void depositSafely(int n) {
            mu.lock();
            balance += n;
            mu.unlock();
        }
    }

    static class Lost {
        private final Account account = new Account();

        @BeforeEach
        void open(TestInfo info) {
            before++;
            assertEquals(0, account.balance, info.getDisplayName());
            account.balance = 5;
        }

        @AfterEach
        void close() {
            after++;
        }

        @Explore(schedules = 200)
        void loses() {
            bodies++;
            var wg = new WaitGroup();
            wg.go(() -> account.deposit(10));
            wg.go(() -> account.deposit(10));
            wg.await();
            assertEquals(25, account.balance);
        }

        @Explore(schedules = 200)
        void isSafe() {
            bodies++;
            var wg = new WaitGroup();
            wg.go(() -> account.depositSafely(10));
            wg.go(() -> account.depositSafely(10));
            wg.await();
            assertEquals(25, account.balance);
        }

        @Nested
        class Inner {
            private int steps;

            @BeforeEach
            void step() {
                steps++;
            }

            @RepeatedTest(2)
            @Explore(schedules = 10)
            void hasBothInstances() {
                assertEquals(1, steps);
                assertEquals(5, account.balance);
                account.balance++;
            }
        }
    }

    /** What JUnit gives to instances. */
    static class Injected {
        private final String name;

        @TempDir
        @Nullable Path folder;

        Injected(TestInfo info) {
            name = info.getDisplayName();
        }

        @Explore(schedules = 3)
        void hasAll() {
            assertNotNull(folder);
            assertEquals("3 schedules", name);
        }

        @Explore(schedules = 4)
        void isAborted() {
            assumeTrue(name.isEmpty());
        }

        @Explore(schedules = 4)
        void isAbortedAtTimes(TestInfo info) {
            assumeTrue(++bodies % 2 == 0, info.getDisplayName());
        }

        @Nested
        class Inner {
            private final TestInfo own;

            Inner(TestInfo info) {
                own = info;
            }

            @ParameterizedTest
            @ValueSource(strings = "a")
            @Explore(schedules = 2)
            void hasThemToo(String s) {
                assertNotNull(folder);
                assertEquals("a", s);
                assertNotNull(own.getDisplayName());
            }
        }
    }

    @VirtualTime
    static class InVirtualTime {
        private Instant start = Instant.MAX;

        @BeforeEach
        void begin() {
            start = Objects.requireNonNull(new Timer(Duration.ZERO).channel().receive());
        }

        @Test
        void sleepsForADay() {
            sleep(Duration.ofDays(1));
            assertEquals(start.plus(Duration.ofDays(1)),
                    new Timer(Duration.ZERO).channel().receive());
        }

        @Test
        void leavesAGoroutine() {
            go(() -> Channel.never().receive());
        }
    }

    /** Prints what is wrong with each test that fails, and what has been called. */
    public static void main(String[] args) throws Exception {
        for (String name : args) {
            var events = RacySamples.run(Class.forName(name));
            events.failed().stream()
                    .map(e -> e.getRequiredPayload(TestExecutionResult.class))
                    .forEach(r -> System.out.println(r.getThrowable().orElseThrow()));
            System.out.println(events.succeeded().count() + " succeeded");
        }
        System.out.println((before == after) + " " + (bodies > 200) + " " + (before > bodies));
        System.exit(0);
    }
}
