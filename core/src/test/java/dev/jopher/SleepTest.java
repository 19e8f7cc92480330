package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sleeping. */
@Timeout(120)
class SleepTest {
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE);

    @Test // Go: TestSleep
    void sleepNeverEndsEarly() {
        Duration d = Duration.ofMillis(20);
        long start = System.nanoTime();
        sleep(d);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(d.toNanos());
    }

    @Test
    void manyDurationsAtOnce() {
        WaitGroup wg = new WaitGroup();
        Channel<Long> early = new Channel<>(1000);
        for (int i = 0; i < 1000; i++) {
            Duration d = Duration.ofNanos(i * 20_011L);
            wg.go(() -> {
                long start = System.nanoTime();
                sleep(d);
                if (System.nanoTime() - start < d.toNanos()) {
                    early.send(d.toNanos());
                }
            });
        }
        wg.await();
        assertThat(early.len()).isZero();
    }

    @Test // Go: TestSleepZeroDeadlock, TestOverflowSleep
    void noTimeIsNoWaiting() {
        Channel<Unit> done = new Channel<>();
        go(() -> {
            for (int i = 0; i < 10; i++) {
                System.gc();
            }
            done.close();
        });
        for (int i = 0; i < 100; i++) {
            sleep(Duration.ZERO);
            sleep(Duration.ofNanos(-1));
            sleep(Duration.ofSeconds(Long.MIN_VALUE));
            Channel<Integer> c = new Channel<>(1);
            c.send(i);
            assertThat(c.receive()).isEqualTo(i);
        }
        done.receive();
    }

    @Test
    void noTimeIsNoWaitingEvenIfInterrupted() {
        Thread.currentThread().interrupt();
        sleep(Duration.ZERO);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test // Go: TestOverflowSleep
    void theLongestSleepDoesNotEnd() throws Exception {
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread sleeper =
                TimerFixtures.start(false, () -> end.set(catchThrowable(() -> sleep(LONGEST))));
        TimerFixtures.awaitParked(sleeper);
        sleep(Duration.ofMillis(25)); // others sleep as they should
        assertThat(sleeper.isAlive()).isTrue();
        assertThat(end).hasNullValue();
        sleeper.interrupt();
        sleeper.join();
        assertThat(end.get()).isInstanceOf(UncheckedInterruptedException.class);
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        for (boolean platform : new boolean[] {true, false}) {
            AtomicReference<Throwable> end = new AtomicReference<>();
            Channel<Boolean> flag = new Channel<>(1);
            Thread sleeper = TimerFixtures.start(platform, () -> {
                end.set(catchThrowable(() -> sleep(LONGEST)));
                flag.send(Thread.currentThread().isInterrupted());
            });
            TimerFixtures.awaitParked(sleeper);
            sleeper.interrupt();
            sleeper.join();
            assertThat(end.get()).isInstanceOf(UncheckedInterruptedException.class);
            assertThat(flag.receive()).isTrue();
        }
    }
}
