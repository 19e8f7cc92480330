package dev.jopher;

import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.select;
import static dev.jopher.Go.sleep;
import static dev.jopher.TimerFixtures.HOUR;
import static dev.jopher.TimerFixtures.NANO;
import static dev.jopher.TimerFixtures.assertNoTick;
import static dev.jopher.TimerFixtures.awaitParked;
import static dev.jopher.TimerFixtures.awaitTick;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of Go 1.23 for the channels of timers and tickers, one by one. Go: TestChan. */
@Timeout(120)
class TimerChannelTest {
    private static final Duration A_WHILE = Duration.ofMillis(5);

    /** What timers and tickers have in common, with the answers of timers. */
    private interface Subject {
        boolean stop();

        boolean reset(Duration d);

        ReceiveChannel<Instant> channel();
    }

    enum Kind {
        TIMER(() -> {
            Timer t = new Timer(HOUR);
            return new Subject() {
                @Override
                public boolean stop() {
                    return t.stop();
                }

                @Override
                public boolean reset(Duration d) {
                    return t.reset(d);
                }

                @Override
                public ReceiveChannel<Instant> channel() {
                    return t.channel();
                }
            };
        }),

        TICKER(() -> {
            Ticker t = new Ticker(HOUR);
            return new Subject() {
                private boolean stopped;

                @Override
                public boolean stop() {
                    boolean active = !stopped;
                    stopped = true;
                    t.stop();
                    return active;
                }

                @Override
                public boolean reset(Duration d) {
                    boolean active = !stopped;
                    stopped = false;
                    t.reset(d);
                    return active;
                }

                @Override
                public ReceiveChannel<Instant> channel() {
                    return t.channel();
                }
            };
        });

        private final Supplier<Subject> make;

        Kind(Supplier<Subject> make) {
            this.make = make;
        }
    }

    @ParameterizedTest
    @EnumSource
    void neverInTheHeap(Kind kind) {
        Subject t = kind.make.get();
        t.stop();
        assertNoTick(t.channel());
        t.reset(HOUR);
        assertNoTick(t.channel());
        t.reset(NANO);
        sleep(A_WHILE);
        assertThat(t.channel().len()).isZero();
        assertThat(t.channel().cap()).isZero();
        awaitTick(t.channel());
        sleep(A_WHILE); // a ticker has ticked again
        t.reset(HOUR);
        assertNoTick(t.channel());
    }

    @ParameterizedTest
    @EnumSource
    void inTheHeapBecauseSomebodyWaits(Kind kind) throws Exception {
        Subject t = kind.make.get();
        Thread receiver = TimerFixtures.start(false, t.channel()::receive);
        awaitParked(receiver);
        t.reset(HOUR.multipliedBy(2));
        sleep(A_WHILE);
        assertThat(receiver.isAlive()).isTrue();
        t.stop();
        sleep(A_WHILE);
        assertThat(receiver.isAlive()).isTrue();
        t.reset(NANO);
        receiver.join();
        if (kind == Kind.TICKER) {
            awaitTick(t.channel());
        } else {
            sleep(A_WHILE);
            assertNoTick(t.channel());
        }
        t.stop();
        assertNoTick(t.channel());
    }

    @ParameterizedTest
    @EnumSource
    void twoSelectsWait(Kind kind) throws Exception {
        Subject t = kind.make.get();
        Channel<Unit> quit = new Channel<>();
        Channel<Integer> chosen = new Channel<>(2);
        Runnable body = () -> chosen.send(select(onReceive(t.channel()), onReceive(quit)));
        Thread first = TimerFixtures.start(false, body);
        Thread second = TimerFixtures.start(true, body);
        awaitParked(first);
        awaitParked(second);
        t.reset(A_WHILE);
        assertThat(chosen.receive()).isZero();
        t.stop();
        quit.close();
        first.join();
        second.join();
        // A timer fires once; a ticker may have ticked twice before it was stopped.
        assertThat(chosen.receive())
                .isIn(kind == Kind.TIMER ? new Object[] {1} : new Object[] {0, 1});
        assertNoTick(t.channel());
    }

    @ParameterizedTest
    @EnumSource
    void nothingComesFromAStoppedOne(Kind kind) throws Exception {
        Subject t = kind.make.get();
        t.reset(NANO);
        sleep(A_WHILE);
        t.stop();
        Channel<Unit> quit = new Channel<>();
        Channel<Integer> chosen = new Channel<>(2);
        Runnable body = () -> chosen.send(select(onReceive(t.channel()), onReceive(quit)));
        Thread first = TimerFixtures.start(false, body);
        Thread second = TimerFixtures.start(false, body);
        awaitParked(first);
        awaitParked(second);
        quit.close();
        first.join();
        second.join();
        assertThat(chosen.receive()).isEqualTo(1);
        assertThat(chosen.receive()).isEqualTo(1);
    }

    @ParameterizedTest // proposal 37196
    @EnumSource
    void stopAndResetDiscardOldValues(Kind kind) {
        Subject t = kind.make.get();
        t.reset(NANO);
        sleep(A_WHILE);
        assertThat(t.stop()).isTrue();
        assertNoTick(t.channel());

        assertThat(t.reset(HOUR)).isFalse();
        assertNoTick(t.channel());
        assertThat(t.reset(NANO)).isTrue();
        awaitTick(t.channel());
        sleep(A_WHILE);
        if (kind == Kind.TICKER) {
            awaitTick(t.channel());
            sleep(A_WHILE);
        } else {
            assertNoTick(t.channel());
        }
        assertThat(t.reset(HOUR)).isEqualTo(kind == Kind.TICKER);
        assertNoTick(t.channel());
    }

    /** The value is in the channel's buffer: a receiver has left, or a look has found it. */
    @ParameterizedTest
    @EnumSource
    void stopAndResetDiscardABufferedValue(Kind kind) {
        Subject t = kind.make.get();
        for (int i = 0; i < 2; i++) {
            t.reset(NANO);
            sleep(A_WHILE);
            ((Channel<?>) t.channel()).fireIfDue();
            assertThat(t.channel().len()).isZero();
            assertThat(i == 0 ? t.stop() : t.reset(HOUR)).isTrue();
            assertNoTick(t.channel());
        }
    }
}
