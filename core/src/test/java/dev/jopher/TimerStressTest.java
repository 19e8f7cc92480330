package dev.jopher;

import static dev.jopher.TimerFixtures.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import dev.jopher.internal.support.Goroutine;
import dev.jopher.sync.WaitGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goroutines and threads that stop, reset and receive from one timer at once. */
@Timeout(600)
class TimerStressTest {
    private static final Duration SHORT_RUN = Duration.ofMillis(700);
    private static final Duration LONG_RUN = Duration.ofSeconds(60);

    private final AtomicBoolean over = new AtomicBoolean();
    private final LongAdder armed = new LongAdder();
    private final LongAdder disarmed = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final WaitGroup wg = new WaitGroup();

    @Test
    void eachStartEndsInOneStopOrOneReceive() {
        conservation(SHORT_RUN);
    }

    @Test
    @Tag("soak")
    void eachStartEndsInOneStopOrOneReceiveForLong() {
        conservation(LONG_RUN);
    }

    @Test
    void nothingIsReceivedAfterAStop() {
        staleness(SHORT_RUN);
    }

    @Test
    @Tag("soak")
    void nothingIsReceivedAfterAStopForLong() {
        staleness(LONG_RUN);
    }

    /**
     * The law: new and reset start a timer; a true stop or reset, or one receive, ends each start.
     * So at the end starts = true answers + receives; a value lost, doubled or stale breaks it.
     */
    private void conservation(Duration run) {
        Timer timer = new Timer(Duration.ofNanos(1));
        armed.increment();
        for (int i = 0; i < 3; i++) {
            repeat(() -> received.add(receive(timer.channel()) ? 1 : 0));
            repeat(() -> stopOrReset(timer));
        }
        Go.sleep(run);
        Goroutine.until(() -> received.sum() > 0 && disarmed.sum() > 0);
        over.set(true);
        wg.await();
        disarmed.add(timer.stop() ? 1 : 0);
        assertThat(received.sum() + disarmed.sum()).isEqualTo(armed.sum());
        TimerFixtures.assertNoTick(timer.channel());
    }

    private void repeat(Runnable step) {
        wg.go(() -> {
            while (!over.get()) {
                step.run();
                Go.gosched();
            }
        });
    }

    private static boolean receive(ReceiveChannel<Instant> c) {
        return switch (ThreadLocalRandom.current().nextInt(4)) {
            case 0 -> c.tryReceive() != null;
            case 1 -> Go.select(Go.onReceive(c), Go.otherwise()) == 0;
            case 2 -> Go.select(Go.onTimeout(Duration.ofNanos(20_000)), Go.onReceive(c)) == 1;
            default -> receiveForAWhile(c) != null;
        };
    }

    private static @Nullable Instant receiveForAWhile(ReceiveChannel<Instant> c) {
        try (var ctx = Context.background().withTimeout(Duration.ofNanos(50_000))) {
            return c.receive(ctx);
        } catch (DeadlineExceededException e) {
            return null;
        }
    }

    private void stopOrReset(Timer timer) {
        boolean active;
        int dice = ThreadLocalRandom.current().nextInt(10);
        if (dice < 2) {
            active = timer.stop();
        } else {
            armed.increment();
            active = timer.reset(dice == 2 ? HOUR : Duration.ofNanos(1L << (4 * (dice - 3))));
        }
        disarmed.add(active ? 1 : 0);
    }

    /** Odd while the timer is certainly stopped: what is received within one odd phase is stale. */
    private final AtomicInteger phase = new AtomicInteger();

    private void staleness(Duration run) {
        Timer timer = new Timer(HOUR);
        Ticker ticker = new Ticker(HOUR);
        LongAdder stale = new LongAdder();
        for (ReceiveChannel<Instant> c : List.of(timer.channel(), ticker.channel())) {
            for (int i = 0; i < 2; i++) {
                repeat(() -> {
                    int before = phase.get();
                    if (receive(c)) {
                        received.increment();
                        stale.add(before % 2 == 1 && phase.get() == before ? 1 : 0);
                    }
                });
            }
        }
        repeat(() -> {
            Duration d = Duration.ofNanos(1L << ThreadLocalRandom.current().nextInt(18));
            timer.reset(d);
            ticker.reset(d);
            pause();
            timer.stop();
            ticker.stop();
            phase.incrementAndGet();
            pause();
            phase.incrementAndGet();
        });
        Go.sleep(run);
        Goroutine.until(() -> received.sum() > 0);
        over.set(true);
        wg.await();
        assertThat(stale.sum()).isZero();
    }

    private static void pause() {
        int n = ThreadLocalRandom.current().nextInt(2000);
        for (int i = 0; i < n; i++) {
            Thread.onSpinWait();
        }
        Go.gosched();
    }
}
