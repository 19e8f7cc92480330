package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.onTimeout;
import static dev.jopher.Go.otherwise;
import static dev.jopher.Go.select;
import static dev.jopher.Go.sleep;
import static dev.jopher.TimerFixtures.NANO;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many timers, and many who wait for one. */
@Timeout(120)
class TimerLoadTest {
    private static final Duration MICRO = Duration.ofNanos(1000);

    @Test // Go: TestTickerStress, TestTickerConcurrentStress
    void aFastTickerWhileGarbageIsCollected() {
        AtomicBoolean stop = new AtomicBoolean();
        go(() -> {
            while (!stop.get()) {
                System.gc();
                sleep(NANO);
            }
        });
        for (int goroutines : new int[] {1, 10}) {
            try (var ticker = new Ticker(NANO)) {
                WaitGroup wg = new WaitGroup();
                for (int i = 0; i < goroutines; i++) {
                    wg.go(() -> {
                        for (int k = 0; k < 100; k++) {
                            assertThat(ticker.channel().receive()).isNotNull();
                        }
                    });
                }
                wg.await();
            }
        }
        stop.set(true);
    }

    @Test // Go: TestMultiWakeupTicker
    void manyWaitForOneTicker() {
        try (var ticker = new Ticker(MICRO)) {
            WaitGroup wg = new WaitGroup();
            for (int i = 0; i < Go.maxProcs(); i++) {
                wg.go(() -> {
                    for (int k = 0; k < 5_000; k++) {
                        select(onReceive(ticker.channel()),
                                onReceive(Go.after(Duration.ofMillis(1))));
                    }
                });
            }
            wg.await();
        }
    }

    @Test // Go: TestMultiWakeupTimer
    void manyResetOneTimer() {
        Timer timer = new Timer(NANO);
        WaitGroup wg = new WaitGroup();
        for (int i = 0; i < Go.maxProcs(); i++) {
            wg.go(() -> {
                for (int k = 0; k < 10_000; k++) {
                    select(onReceive(timer.channel()), otherwise());
                    timer.reset(NANO);
                }
            });
        }
        wg.await();
        assertThat(timer.channel().receive()).isNotNull();
    }

    @Test // Go: TestLongAdjustTimers
    void manyShortTimersDoNotHoldUpTheOthers() {
        WaitGroup wg = new WaitGroup();
        for (int i = 0; i < 5000; i++) {
            wg.go(() -> sleep(Duration.ofNanos(10_000)));
        }
        for (int i = 0; i < 500; i++) {
            sleep(MICRO);
        }
        Channel<Integer> in = new Channel<>();
        Channel<Integer> out = new Channel<>();
        wg.go(() -> queue(in, out));
        for (int i = 0; i < 2000; i++) {
            for (int k = 0; k < 20; k++) {
                in.send(i);
            }
            for (int k = 0; k < 20; k++) {
                int sent = i;
                select(
                        onReceive(out, v -> assertThat(v).isEqualTo(sent)),
                        onTimeout(Duration.ofSeconds(100),
                                () -> assertThat(sent).as("lost").isNegative()));
            }
        }
        in.close();
        wg.await();
    }

    /** An endless queue, by a select whose sending case is there only while there is a value. */
    private static void queue(Channel<Integer> in, Channel<Integer> out) {
        Queue<Integer> queue = new ArrayDeque<>();
        AtomicBoolean open = new AtomicBoolean(true);
        while (open.get()) {
            Integer head = queue.peek();
            select(
                    head == null ? null : onSend(out, head, queue::remove),
                    Go.onReceiveOk(in, (v, ok) -> {
                        if (ok) {
                            queue.add(v);
                        } else {
                            open.set(false);
                        }
                    }));
        }
    }

    @Test
    void tenThousandSleepers() {
        WaitGroup wg = new WaitGroup();
        for (int i = 0; i < 10_000; i++) {
            Duration d = Duration.ofNanos(i * 3_001L);
            wg.go(() -> sleep(d));
        }
        wg.await();
    }
}
