package dev.jopher.junit;

import static dev.jopher.Go.go;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.Unit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that {@link NoLeaksTest} runs; some leak on purpose. */
final class Samples {
    private Samples() {}

    private static void leak() {
        var c = new Channel<Unit>();
        go(() -> c.send(Go.UNIT));
    }

    static class OneMethod {
        @Test
        @NoLeaks
        void leaks() {
            leak();
        }

        @Test
        void leaksAndNobodyCares() {
            leak();
        }
    }

    @NoLeaks
    static class Panics {
        @Test
        void aGoroutineEndsByAnException() {
            go(() -> {
                throw new IllegalStateException("boom");
            });
        }

        @Test
        void theProgramsOwnExceptionIsExpected() {
            try {
                Go.run(() -> {
                    throw new IllegalStateException("boom");
                });
            } catch (CompletionException e) {
                // as a test may expect
            }
        }
    }

    @NoLeaks
    static class Clean {
        @Test
        void endsSoon() {
            go(() -> Go.sleep(Duration.ofMillis(20)));
        }

        @Test
        void startsNothing() {}
    }

    /** What is started before each test is ended after it. */
    @NoLeaks
    static class WithServer {
        private final Channel<Unit> stop = new Channel<>();

        @BeforeEach
        void start() {
            go(() -> {
                stop.receive();
            });
        }

        @AfterEach
        void stop() {
            stop.close();
        }

        @Test
        void uses() {}
    }

    @NoLeaks
    static class ServerThatNobodyStops {
        @BeforeEach
        void start() {
            leak();
        }

        @Test
        void uses() {}
    }

    @NoLeaks
    static class OnThreadsOfTheirOwn {
        @Test
        @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
        void leaks() {
            leak();
        }
    }

    @NoLeaks
    static class Rows {
        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void leaksInOneOfTwo(boolean yes) {
            if (yes) {
                leak();
            }
        }

        @Nested
        class Inner {
            @Test
            void leaks() {
                leak();
            }
        }
    }

    static class Base {
        @Test
        void leaks() {
            leak();
        }
    }

    @NoLeaks
    static class Derived extends Base {}

    /** Both are on their way when the first one leaks. */
    @NoLeaks
    @Execution(ExecutionMode.CONCURRENT)
    static class Parallel {
        private static final CountDownLatch BOTH = new CountDownLatch(2);
        private static final CountDownLatch LEAKED = new CountDownLatch(1);

        private static void meet() throws InterruptedException {
            BOTH.countDown();
            BOTH.await();
        }

        @Test
        void leaks() throws InterruptedException {
            meet();
            leak();
            LEAKED.countDown();
        }

        @Test
        void isClean() throws InterruptedException {
            meet();
            LEAKED.await();
        }
    }
}
