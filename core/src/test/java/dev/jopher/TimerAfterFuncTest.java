package dev.jopher;

import static dev.jopher.TimerFixtures.HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.internal.support.Goroutine;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Functions that run after a time. */
@Timeout(120)
class TimerAfterFuncTest {
    private final AtomicInteger left = new AtomicInteger(10);
    private final Channel<Unit> done = new Channel<>();

    @Test // Go: TestAfterFunc
    void eachRunsInAGoroutineOfItsOwn() {
        countDown();
        done.receive();
        assertThat(left).hasValue(-1);
    }

    private void countDown() {
        if (left.decrementAndGet() >= 0) {
            var unused = Go.afterFunc(Duration.ZERO, this::countDown);
            Go.sleep(Duration.ofMillis(100)); // in the timer's goroutine, it would delay the next
        } else {
            done.close();
        }
    }

    @Test
    void itRunsNotBeforeItsTime() {
        Duration d = Duration.ofMillis(20);
        Channel<Long> ran = new Channel<>(1);
        long start = System.nanoTime();
        Timer t = Timer.afterFunc(d, () -> ran.send(System.nanoTime()));
        assertThat(t.channel()).isSameAs(Channel.never());
        Long at = ran.receive();
        assertThat(at).isNotNull();
        assertThat(at - start).isGreaterThanOrEqualTo(d.toNanos());
        assertThat(t.stop()).isFalse();
    }

    /** Two: with one, the JDK's scheduler never checks outside submissions while a pair is busy. */
    @Test // Go: TestAfterFuncStarvation
    void goroutinesThatKeepOneAnotherBusyDoNotHoldItUp() {
        int before = Go.maxProcs(2);
        try {
            WaitGroup wg = new WaitGroup();
            AtomicBoolean stop = new AtomicBoolean();
            Channel<Boolean> c = new Channel<>(1);
            wg.go(() -> {
                while (!stop.get()) {
                    c.send(true);
                }
                c.close();
            });
            wg.go(() -> c.forEach(v -> {}));
            var unused = Go.afterFunc(Duration.ofNanos(1000), () -> stop.set(true));
            wg.await();
        } finally {
            Go.maxProcs(before);
        }
    }

    @Test // Go: TestTimerStopStress
    void stoppedFunctionNeverRuns() {
        AtomicInteger ran = new AtomicInteger();
        int stopped = 0;
        for (int i = 0; i < 200; i++) {
            Timer t = Timer.afterFunc(Duration.ofMillis(30), ran::incrementAndGet);
            Go.sleep(Duration.ofNanos(100));
            stopped += t.stop() ? 1 : 0;
            assertThat(t.stop()).isFalse();
        }
        Go.sleep(Duration.ofMillis(40));
        int others = 200 - stopped;
        Goroutine.until(() -> ran.get() >= others);
        assertThat(ran).hasValue(others);
    }

    @Test
    void resetMovesIt() {
        Channel<Unit> ran = new Channel<>(10);
        Timer t = Timer.afterFunc(HOUR, () -> ran.send(Go.UNIT));
        assertThat(t.reset(HOUR.multipliedBy(2))).isTrue();
        assertThat(t.reset(Duration.ofMillis(1))).isTrue();
        ran.receive();
        assertThat(t.reset(HOUR)).isFalse();
        assertThat(t.stop()).isTrue();
        assertThat(t.reset(Duration.ofNanos(-5))).isFalse();
        ran.receive();
        assertThat(t.stop()).isFalse();
        assertThat(ran.len()).isZero();
    }

    @Test // Go: TestTimerModifiedEarlier (issue 47329)
    void movingItEarlierDoesNotLoseIt() {
        Duration past = Duration.ofDays(-20_000);
        Channel<Unit> ran = new Channel<>(1);
        for (int i = 0; i < 500; i++) {
            Timer t = Timer.afterFunc(HOUR, () -> ran.send(Go.UNIT));
            for (int j = 0; j < 10; j++) {
                if (!t.stop()) {
                    ran.receive();
                }
                t.reset(past);
            }
            ran.receive();
        }
    }

    /** Go: TestAdjustTimers (issue 47762): each timer goes through ten states, randomly mixed. */
    @Test
    void movingThemBackAndForthLosesNone() {
        Random random = new Random();
        int[] states = new int[100];
        Timer[] timers = new Timer[states.length];
        Channel<?>[] channels = new Channel<?>[states.length];
        for (int finished = 0; finished < states.length;) {
            int i = random.nextInt(states.length);
            int state = states[i]++;
            if (state == 0) {
                Channel<Unit> c = new Channel<>(1);
                channels[i] = c;
                timers[i] = Timer.afterFunc(Duration.ZERO, () -> c.send(Go.UNIT));
            } else if (state == 1 || state == 9) {
                channels[i].receive(); // then it is idle
            } else if (state == 2 || state == 4 || state == 6) {
                assertThat(timers[i].reset(Duration.ofMinutes(state))).isFalse();
            } else if (state == 3 || state == 5 || state == 7) {
                assertThat(timers[i].stop()).isTrue();
            } else if (state == 8) {
                assertThat(timers[i].reset(Duration.ZERO)).isFalse();
            } else if (state == 10) {
                finished++;
            }
        }
    }

    @Test
    void aFunctionIsNeverNull() {
        assertThatNullPointerException().isThrownBy(() -> Timer.afterFunc(HOUR, noFunction()));
    }

    @SuppressWarnings("NullAway") // what the compiler would not let pass
    private static Func noFunction() {
        return null;
    }

    @Test
    void itsPanicEndsTheProgramThatAskedForIt() {
        assertThatThrownBy(() -> Go.run(() -> {
            var unused = Go.afterFunc(Duration.ofMillis(1), () -> {
                throw new IllegalStateException("boom");
            });
            new Channel<Unit>().receive();
        })).isInstanceOf(CompletionException.class).hasRootCauseMessage("boom");
    }

    @Test
    void aPendingOneIsNoDeadlock() {
        Go.run(() -> {
            Channel<Unit> c = new Channel<>();
            var unused = Go.afterFunc(Duration.ofMillis(100), c::close);
            c.receive();
        });
    }
}
