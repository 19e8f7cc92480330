package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.goexit;
import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.onTimeout;
import static dev.jopher.Go.select;
import static dev.jopher.Go.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Stream;

import dev.jopher.internal.support.Goroutine;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** If all goroutines wait in our operations and none can be woken, the program ends and says so. */
@Tag("alone")
@Timeout(120)
class DeadlockDetectorTest {
    private static final String ASLEEP = "all goroutines are asleep - deadlock!";

    private static String deadlock(Func main) {
        var e = catchThrowable(() -> Go.run(main));
        assertThat(e).isInstanceOf(DeadlockException.class);
        return String.valueOf(e.getMessage());
    }

    @Test
    void metricsCountDeadlocks() {
        long before = Go.metrics().deadlocks();
        assertThat(deadlock(() -> new Channel<Integer>().receive())).contains(ASLEEP);
        assertThat(Go.metrics().deadlocks()).isGreaterThan(before);
    }

    record Stuck(String state, Func main) {}

    /** TestSimpleDeadlock, TestInitDeadlock, and every other way to wait. */
    static Stream<Stuck> stuck() {
        var c = new Channel<Integer>();
        var full = new Channel<Integer>(1);
        full.send(0);
        Context ctx = Context.background().withCancel();
        return Stream.of(
                new Stuck("chan receive", c::receive),
                new Stuck("chan receive", () -> c.forEach(v -> {})),
                new Stuck("chan send", () -> full.send(1)),
                new Stuck("chan send", () -> new Channel<Integer>().send(1)),
                new Stuck("chan receive (nil chan)", () -> Channel.never().receive()),
                new Stuck("chan send (nil chan)", () -> Channel.never().send(1)),
                new Stuck("select (no cases)", () -> select()),
                new Stuck("select", () -> select((Case<?>) null)),
                new Stuck("select", () -> select(onReceive(c), onSend(full, 1))),
                new Stuck("select", () -> c.receive(ctx)),
                new Stuck("sync.WaitGroup.Wait", () -> {
                    var wg = new WaitGroup();
                    wg.add(1);
                    wg.await();
                }),
                new Stuck("chan receive", () -> {
                    var wg = new WaitGroup();
                    wg.go(() -> c.receive());
                    wg.await();
                }));
    }

    @ParameterizedTest
    @MethodSource("stuck")
    void everyKindOfWaitIsDetected(Stuck s) {
        assertThat(deadlock(s.main)).startsWith(ASLEEP + "\n\ngoroutine ")
                .contains(" [" + s.state + "]:\n");
    }

    /**
     * None lives long enough to be seen: the check sees only one goroutine, and that one waits. Ten
     * times, or on a slow machine for some seconds.
     */
    @Test
    void chainOfShortLivedGoroutinesIsNotReportedAsDeadlock() {
        Go.run(() -> {
            var end = new Channel<Unit>();
            long start = System.nanoTime();
            for (int i = 0; i < 10 && System.nanoTime() - start < 20e9; i++) {
                go(() -> startNext(1_000_000, end));
                end.receive();
            }
        });
    }

    private static void startNext(int n, Channel<Unit> end) {
        if (n == 0) {
            end.send(Go.UNIT);
        } else {
            go(() -> startNext(n - 1, end));
        }
    }

    /** TestLockedDeadlock2, without the lock: another goroutine waits too, and all are listed. */
    @Test
    void reportListsAllWithStateAndCreator() {
        var c = new Channel<Integer>();
        var d = new Channel<Integer>();
        String report = deadlock(() -> {
            go(() -> d.send(1));
            go(() -> select(onReceive(c), onSend(d, 1)));
            c.receive();
        });
        assertThat(report).containsPattern("goroutine \\d+ \\[chan receive\\]:\n"
                + "\twaiting( for \\S+)? on chan 0/0 0x[0-9a-f]+\nDeadlockDetectorTest\\.\\S*\\(\\.\\.\\.\\)\n\tDeadlockDetectorTest\\.java:\\d+\n");
        assertThat(report)
                .containsPattern("goroutine \\d+ \\[chan send\\]:\n[^\n]+\n[^\n]+\n[^\n]+\n"
                        + "created by DeadlockDetectorTest\\.\\S* in goroutine \\d+\n"
                        + "\tDeadlockDetectorTest\\.java:\\d+\n");
        assertThat(report).contains(" [select]:\n");
    }

    @Test
    void deadlockAfterLastWakeUpIsDetected() {
        var c = new Channel<Integer>();
        assertThat(deadlock(() -> {
            go(() -> {
                sleep(Duration.ofMillis(50));
                c.send(1);
            });
            c.receive();
            c.receive();
        })).startsWith(ASLEEP);
    }

    @Test
    void deadlockAfterTimeoutIsDetected() {
        assertThat(deadlock(() -> {
            select(onTimeout(Duration.ofMillis(1)), onReceive(new Channel<Integer>()));
            try (var ctx = Context.background().withTimeout(Duration.ofHours(1))) {
                assertThat(ctx.err()).isNull();
            }
            var timer = new Timer(Duration.ofHours(1));
            timer.stop();
            timer.channel().receive();
        })).contains("[chan receive]");
    }

    @Test
    void waitingPlatformThreadDoesNotPreventDetection() {
        var c = new Channel<Integer>();
        var foreign = Goroutine.platform(c::receive).awaitWaiting("chan receive");
        assertThat(deadlock(() -> new Channel<Integer>().receive())).startsWith(ASLEEP);
        c.send(1);
        foreign.join();
    }

    @Test
    void waitingVirtualThreadDoesNotPreventDetection() {
        var c = new Channel<Integer>();
        assertThat(deadlock(() -> {
            Thread.ofVirtual().start(() -> c.receive());
            new Channel<Integer>().receive();
        })).startsWith(ASLEEP);
        c.send(1);
    }

    /** What an ended program left counts while it can act: SharedAcrossProgramsTest. Not these. */
    @Test
    void abandonedGoroutinesDoNotPreventDetection() {
        Go.run(() -> {
            go(() -> new Channel<Integer>().receive());
            go(() -> select(onReceive(new Channel<Integer>())));
            var timer = new Timer(Duration.ofHours(1));
            go(() -> timer.channel().receive());
            timer.stop();
            var ctx = Context.background().withTimeout(Duration.ofHours(1));
            go(() -> ctx.done().receive());
            ctx.cancel();
        });
        String report = deadlock(() -> new Channel<Integer>().receive());
        assertThat(report).startsWith(ASLEEP).doesNotContain("[select]");
    }

    /** TestGoexitDeadlock, TestGoexitCrash */
    @Test
    void goexitOfMainIsDeadlockWhenOthersEnd() {
        assertThat(deadlock(() -> {
            go(() -> sleep(Duration.ofMillis(1)));
            go(() -> {});
            throw goexit();
        })).isEqualTo("no goroutines (main called runtime.Goexit) - deadlock!");
    }

    @Test
    void goexitOfMainIsDeadlockWhenOthersSleep() {
        assertThat(deadlock(() -> {
            go(() -> new Channel<Integer>().receive());
            throw goexit();
        })).startsWith(ASLEEP).contains("[chan receive]");
    }

    @Test
    void deadlockOfInnerProgramIsThrownInOuter() {
        var result = new Channel<String>(1);
        Go.run(() -> {
            var e = catchThrowable(() -> Go.run(() -> new Channel<Integer>().receive()));
            sleep(Duration.ofMillis(100)); // long enough for the detector to look again
            result.send(e.getClass().getSimpleName());
        });
        assertThat(result.receive()).isEqualTo("DeadlockException");
    }

    @Test
    void twoDeadlockedProgramsBothEnd() {
        var ends = new Channel<Throwable>();
        for (int i = 0; i < 2; i++) {
            Thread.ofPlatform().start(() -> ends.send(
                    catchThrowable(() -> Go.run(() -> new Channel<Integer>().receive()))));
        }
        assertThat(ends.receive()).isInstanceOf(DeadlockException.class);
        assertThat(ends.receive()).isInstanceOf(DeadlockException.class);
    }

    /** The thread that watches a test wakes no goroutine. */
    @Test
    void deadlockIsDetectedUnderJUnitTimeout() {
        assertTimeoutPreemptively(Duration.ofSeconds(30),
                () -> assertThatExceptionOfType(DeadlockException.class)
                        .isThrownBy(() -> Go.run(() -> new Channel<Integer>().receive())));
    }

    @Test
    void programsRunAfterDeadlock() {
        deadlock(() -> new Channel<Integer>().receive());
        var c = new Channel<Integer>(1);
        Go.run(() -> c.send(1));
        assertThat(c.receive()).isEqualTo(1);
    }
}
