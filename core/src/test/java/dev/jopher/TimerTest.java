package dev.jopher;

import static dev.jopher.Go.sleep;
import static dev.jopher.TimerFixtures.HOUR;
import static dev.jopher.TimerFixtures.NANO;
import static dev.jopher.TimerFixtures.assertNoTick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.time.Instant;

import dev.jopher.sync.WaitGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One event in the future: stop, reset, and late calls. */
@Timeout(120)
class TimerTest {
    /** As in Go, a longer unit is tried if the machine was too slow for a shorter one. */
    @Test // Go: TestReset
    void resetStartsAnew() {
        String problem = "";
        for (Duration d = Duration.ofMillis(1); problem != null; d = d.multipliedBy(2)) {
            assertThat(d).as(problem).isLessThan(Duration.ofSeconds(10));
            problem = tryReset(d);
        }
    }

    private static @Nullable String tryReset(Duration d) {
        Timer t = new Timer(d.multipliedBy(2));
        sleep(d);
        long reset = System.nanoTime();
        if (!t.reset(d.multipliedBy(3))) {
            return "too late to reset";
        }
        sleep(d.multipliedBy(2));
        if (t.channel().tryReceive() != null) {
            assertThat(System.nanoTime() - reset)
                    .isGreaterThanOrEqualTo(d.multipliedBy(3).toNanos());
            return "slept too long";
        }
        sleep(d.multipliedBy(2));
        assertThat(t.channel().tryReceive()).isNotNull();
        assertThat(t.reset(HOUR)).isFalse();
        return null;
    }

    @Test // Go: TestAfterStop
    void stoppedTimerDoesNotFire() {
        Timer t0 = new Timer(Duration.ofMillis(50));
        while (!t0.stop()) { // the machine may be slow
            t0 = new Timer(Duration.ofMillis(50));
        }
        Timer t1 = new Timer(HOUR);
        assertThat(t1.stop()).isTrue();
        Go.after(Duration.ofMillis(100)).receive();
        assertNoTick(t0.channel());
        assertNoTick(t1.channel());
        assertThat(t0.stop()).isFalse();
        assertThat(t1.stop()).isFalse();
    }

    @Test
    void stopIsTrueUntilTheValueIsReceived() {
        Timer t = new Timer(NANO);
        sleep(Duration.ofMillis(1)); // has fired
        assertThat(t.stop()).isTrue();
        assertNoTick(t.channel());
        assertThat(t.stop()).isFalse();
        assertThat(t.reset(NANO)).isFalse();
        assertThat(t.channel().receive()).isNotNull();
        assertThat(t.stop()).isFalse();
        assertThat(t.reset(NANO)).isFalse();
        sleep(Duration.ofMillis(1));
        assertThat(t.reset(HOUR)).isTrue();
        assertNoTick(t.channel());
        assertThat(t.reset(HOUR)).isTrue();
    }

    @Test
    void itFiresOnce() {
        Timer t = new Timer(NANO);
        assertThat(t.channel().receive()).isNotNull();
        sleep(Duration.ofMillis(5));
        assertNoTick(t.channel());
    }

    @Test
    void thereIsNeverAnythingToCount() {
        Timer t = new Timer(NANO);
        Channel<?> c = (Channel<?>) t.channel();
        assertThat(c.cap()).isZero();
        assertThat(c.len()).isZero();
        sleep(Duration.ofMillis(1));
        assertThat(c.len()).isZero();
        assertThat(c.tryReceive()).isNotNull();
        assertThat(t.channel()).isSameAs(c).hasToString("chan 0/0 of a timer that does not run");
    }

    @Test
    void negativeIsNow() {
        Timer t = new Timer(Duration.ofDays(-1));
        assertThat(t.channel().receive()).isNotNull();
        t.reset(Duration.ofSeconds(Long.MIN_VALUE));
        Instant fired = t.channel().receive();
        assertThat(fired).isNotNull();
    }

    @Test // Go: TestIssue5745
    void aFailureElsewhereLeavesNoLockHeld() {
        try (var ticker = new Ticker(HOUR)) {
            assertThatNullPointerException().isThrownBy(() -> new Timer(noDuration()));
            assertThatNullPointerException().isThrownBy(() -> ticker.reset(noDuration()));
        }
    }

    @SuppressWarnings("NullAway") // what the compiler would not let pass
    private static Duration noDuration() {
        return null;
    }

    @Test // Go: TestStopResult (issue 69312)
    void stopTellsWhetherThereIsSomethingToReceive() {
        checkResult(Timer::stop);
    }

    @Test // Go: TestResetResult (issue 69312)
    void resetTellsWhetherThereWasSomethingToReceive() {
        checkResult(t -> t.reset(HOUR));
    }

    private interface StopOrReset {
        boolean of(Timer t);
    }

    /** Hangs if the answer is no and nothing was received. */
    private static void checkResult(StopOrReset stopOrReset) {
        Channel<Unit> start = new Channel<>();
        WaitGroup wg = new WaitGroup();
        for (int i = 0; i < 200; i++) {
            wg.go(() -> {
                start.receive();
                for (int j = 0; j < 20; j++) {
                    Timer t1 = new Timer(Duration.ofMillis(1));
                    Timer t2 = new Timer(Duration.ofMillis(1));
                    int chosen = Go.select(Go.onReceive(t1.channel()), Go.onReceive(t2.channel()));
                    Timer other = chosen == 0 ? t2 : t1;
                    if (!stopOrReset.of(other)) {
                        other.channel().receive();
                    }
                }
            });
        }
        start.close();
        wg.await();
    }

    @Test
    void platformThreadsMayUseItToo() throws Exception {
        Timer t = new Timer(HOUR);
        Channel<Instant> got = new Channel<>(1);
        Thread receiver = TimerFixtures.start(true, () -> {
            Instant at = TimerFixtures.received(t.channel());
            got.send(at);
        });
        TimerFixtures.awaitParked(receiver);
        assertThat(t.reset(Duration.ofMillis(1))).isTrue();
        receiver.join();
        assertThat(got.len()).isEqualTo(1);
    }
}
