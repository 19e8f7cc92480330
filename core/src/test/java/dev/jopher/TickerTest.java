package dev.jopher;

import static dev.jopher.Go.sleep;
import static dev.jopher.TimerFixtures.HOUR;
import static dev.jopher.TimerFixtures.NANO;
import static dev.jopher.TimerFixtures.assertNoTick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events at intervals. */
@Timeout(120)
class TickerTest {
    @Test // Go: TestTicker
    void ticksKeepTheirDistance() {
        Duration d = Duration.ofMillis(5);
        long start = System.nanoTime();
        Ticker ticker = new Ticker(d);
        for (int i = 0; i < 5; i++) {
            assertThat(ticker.channel().receive()).isNotNull();
        }
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(5 * d.toNanos());
        long reset = System.nanoTime();
        ticker.reset(d.multipliedBy(2));
        for (int i = 0; i < 5; i++) {
            assertThat(ticker.channel().receive()).isNotNull();
        }
        assertThat(System.nanoTime() - reset).isGreaterThanOrEqualTo(10 * d.toNanos());
        ticker.stop();
        sleep(d.multipliedBy(3));
        assertNoTick(ticker.channel());
    }

    @Test // Go: TestTeardown
    void manyComeAndGo() {
        for (int i = 0; i < 3; i++) {
            try (var ticker = new Ticker(Duration.ofMillis(10))) {
                assertThat(ticker.channel().receive()).isNotNull();
            }
        }
    }

    @Test // Go: TestTick
    void tickOfNoTimeIsTheNilChannel() {
        assertThat(Go.tick(Duration.ZERO)).isSameAs(Channel.never());
        assertThat(Go.tick(NANO.negated())).isSameAs(Channel.never());
        ReceiveChannel<Instant> ticks = Go.tick(NANO);
        assertThat(ticks.receive()).isNotNull();
        assertThat(ticks.receive()).isNotNull();
    }

    @ParameterizedTest // Go: TestNewTickerLtZeroDuration, TestTickerResetLtZeroDuration
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void anIntervalIsPositive(long seconds) {
        Duration d = Duration.ofSeconds(seconds);
        assertThatIllegalArgumentException().isThrownBy(() -> new Ticker(d))
                .withMessage("non-positive interval for NewTicker");
        try (var ticker = new Ticker(HOUR)) {
            assertThatIllegalArgumentException().isThrownBy(() -> ticker.reset(d))
                    .withMessage("non-positive interval for Ticker.Reset");
        }
    }

    @Test // Go: TestTickTimes
    void theValueIsTheTimeOfTheTickNotOfReceiving() {
        TimerFixtures.checkTimeOfFiring(() -> Go.tick(Duration.ofMillis(10)));
    }

    @Test
    void ticksThatNobodyReceivesAreDropped() {
        try (var ticker = new Ticker(Duration.ofMillis(2))) {
            sleep(Duration.ofMillis(50)); // twenty-odd ticks, of which the first is kept
            Instant first = ticker.channel().receive();
            Instant next = ticker.channel().receive();
            assertThat(Duration.between(first, next)).isGreaterThan(Duration.ofMillis(30));
        }
    }

    @Test
    void stopAndResetDiscardATick() {
        Ticker ticker = new Ticker(NANO);
        sleep(Duration.ofMillis(1));
        ticker.stop();
        assertNoTick(ticker.channel());
        ticker.stop();
        ticker.reset(NANO);
        assertThat(ticker.channel().receive()).isNotNull();
        sleep(Duration.ofMillis(1));
        ticker.reset(HOUR);
        assertNoTick(ticker.channel());
        ticker.close();
    }

    @Test
    void stopDoesNotCloseTheChannel() throws Exception {
        Ticker ticker = new Ticker(HOUR);
        Channel<Instant> got = new Channel<>(1);
        Thread receiver = TimerFixtures.start(false, () -> {
            Instant at = TimerFixtures.received(ticker.channel());
            got.send(at);
        });
        TimerFixtures.awaitParked(receiver);
        ticker.stop();
        ticker.reset(NANO);
        receiver.join();
        assertThat(got.len()).isEqualTo(1);
        ticker.stop();
    }

    @Test
    void aTickerCanBeRangedOver() {
        int n = 0;
        try (var ticker = new Ticker(Duration.ofNanos(1000))) {
            for (Instant at : ticker.channel()) {
                assertThat(at).isNotNull();
                if (++n == 10) {
                    break;
                }
            }
        }
        assertThat(n).isEqualTo(10);
    }

    @Test // Go: TestOverflowPeriodRuntimeTimer
    void theLongestIntervalDoesNotOverflow() {
        ChannelTimer endless = new ChannelTimer(0, Long.MAX_VALUE);
        assertThat(endless.channel.receive()).isNotNull(); // the first is due at once
        Thread receiver = TimerFixtures.start(false, endless.channel::receive);
        TimerFixtures.awaitParked(receiver);
        assertThat(Go.after(Duration.ofMillis(25)).receive()).isNotNull(); // others are not held up
        assertThat(receiver.isAlive()).isTrue();
        assertThat(endless.reset(0, 0)).isTrue();
        try (var ticker = new Ticker(Duration.ofSeconds(Long.MAX_VALUE))) {
            assertNoTick(ticker.channel());
        }
    }
}
