package dev.jopher;

import static dev.jopher.TimerFixtures.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Unreachable timers are collected, stopped or not. Go: TestTimerGC. */
@Timeout(120)
class TimerCollectedTest {
    enum Forgotten {
        AFTER(() -> Go.after(HOUR)),
        TICK(() -> Go.tick(HOUR)),
        TIMER(() -> new Timer(HOUR)),
        TICKER(() -> new Ticker(HOUR)),
        TIMER_STOPPED(() -> {
            Timer t = new Timer(HOUR);
            t.stop();
            return t;
        }),
        TICKER_STOPPED(() -> {
            Ticker t = new Ticker(HOUR);
            t.stop();
            return t;
        }),
        FUNCTION_STOPPED(() -> {
            Timer t = Timer.afterFunc(HOUR, () -> {});
            t.stop();
            return t;
        }),
        TIMER_WAITED_FOR(() -> {
            ReceiveChannel<?> c = new Timer(HOUR).channel();
            assertThat(Go.select(Go.onReceive(c), Go.onTimeout(Duration.ofNanos(1)))).isEqualTo(1);
            return c;
        }),
        TICKER_WAITED_FOR(() -> {
            ReceiveChannel<?> c = new Ticker(Duration.ofMillis(1)).channel();
            assertThat(c.receive()).isNotNull();
            assertThat(c.receive()).isNotNull();
            return c;
        }),
        /** The waiter has been interrupted. */
        TIMER_GIVEN_UP(() -> {
            ReceiveChannel<?> c = new Timer(HOUR).channel();
            interrupt(() -> c.receive());
            return c;
        }),
        TICKER_GIVEN_UP(() -> {
            ReceiveChannel<?> c = new Ticker(HOUR).channel();
            interrupt(() -> Go.select(Go.onReceive(c), Go.onReceive(new Channel<>())));
            return c;
        }),
        /** What a timeout would have woken. */
        GOROUTINE_THAT_SELECTED(() -> {
            Channel<Integer> ready = new Channel<>();
            Thread t = TimerFixtures.start(false,
                    () -> Go.select(Go.onReceive(ready), Go.onTimeout(HOUR)));
            TimerFixtures.awaitParked(t);
            ready.send(1);
            return t;
        }),
        GOROUTINE_THAT_SLEPT(() -> interrupt(() -> Go.sleep(HOUR)));

        private static Thread interrupt(Runnable waits) {
            Thread t = TimerFixtures.start(false, () -> {
                try {
                    waits.run();
                } catch (UncheckedInterruptedException e) {
                    // as it should
                }
            });
            TimerFixtures.awaitParked(t);
            t.interrupt();
            return t;
        }

        final Supplier<Object> make;

        Forgotten(Supplier<Object> make) {
            this.make = make;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isCollected(Forgotten kind) {
        List<WeakReference<?>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(new WeakReference<>(kind.make.get()));
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            System.gc();
            return all.stream().allMatch(r -> r.get() == null);
        });
    }

    /** A waiter must be woken, whether the timer is known elsewhere or not. */
    @Test
    void awaitedTimerIsNotCollected() {
        Thread waiting = TimerFixtures.start(false, Go.after(Duration.ofMillis(100))::receive);
        while (waiting.isAlive()) {
            System.gc();
            Thread.yield();
        }
    }
}
