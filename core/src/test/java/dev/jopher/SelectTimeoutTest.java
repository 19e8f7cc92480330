package dev.jopher;

import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onTimeout;
import static dev.jopher.Go.otherwise;
import static dev.jopher.Go.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A select with a timeout: {@code case <-time.After(d)}. */
@Timeout(120)
class SelectTimeoutTest {
    private final Channel<Integer> never = new Channel<>();

    @Test
    void itIsNeverEarly() {
        Duration d = Duration.ofMillis(20);
        long start = System.nanoTime();
        assertThat(select(onReceive(never), onTimeout(d))).isEqualTo(1);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(d.toNanos());
        assertThat(never.trySend(1)).isFalse(); // no goroutine was left behind
    }

    @Test
    void itsHandlerRuns() {
        AtomicReference<String> ran = new AtomicReference<>();
        select(onReceive(never), onTimeout(Duration.ofNanos(1), () -> ran.set("timeout")));
        assertThat(ran).hasValue("timeout");
    }

    @Test
    void theShortestOfSeveralHappens() {
        assertThat(select(
                onTimeout(Duration.ofHours(1)), onTimeout(Duration.ofMillis(1)), onReceive(never),
                onTimeout(Duration.ofSeconds(Long.MAX_VALUE)))).isEqualTo(1);
    }

    @Test
    void noTimeHasPassedAlready() {
        assertThat(select(onTimeout(Duration.ZERO), otherwise())).isZero();
        assertThat(select(otherwise(), onTimeout(Duration.ofSeconds(Long.MIN_VALUE)))).isEqualTo(1);
        assertThat(select(onTimeout(Duration.ofHours(1)), otherwise())).isEqualTo(1);
    }

    @Test
    void readyCaseIsChosenBeforeTheTimeout() {
        Channel<Integer> ready = new Channel<>(1);
        ready.send(7);
        assertThat(select(onTimeout(Duration.ofHours(1)), onReceive(ready))).isEqualTo(1);
    }

    @Test
    void theTimeCountsFromEachSelectAnew() {
        Case<?> timeout = onTimeout(Duration.ofMillis(10));
        long start = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            assertThat(select(timeout, onReceive(never))).isZero();
        }
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(30_000_000);
    }

    @Test
    void aLoneTimeoutSleeps() {
        long start = System.nanoTime();
        assertThat(select(onTimeout(Duration.ofMillis(10)))).isZero();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(10_000_000);
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread t = TimerFixtures.start(false, () -> thrown.set(catchThrowable(
                () -> select(onTimeout(Duration.ofHours(1)), onReceive(never)))));
        TimerFixtures.awaitParked(t);
        t.interrupt();
        t.join();
        assertThat(thrown.get()).isInstanceOf(UncheckedInterruptedException.class);
    }

    /** A value against a timeout of about its length: in any case it is received or still sent. */
    @RepeatedTest(300)
    void noValueIsLost() throws Exception {
        Channel<Integer> c = new Channel<>();
        Thread sender = TimerFixtures.start(false, () -> {
            Go.sleep(Duration.ofNanos(50_000));
            c.send(1);
        });
        ReceiveCase<Integer> value = onReceive(c);
        if (select(value, onTimeout(Duration.ofNanos(50_000))) == 1) {
            assertThat(c.receive()).isEqualTo(1);
        } else {
            assertThat(value.value()).isEqualTo(1);
        }
        sender.join();
    }

    @Test
    void aTimerThatIsDueIsReady() {
        ReceiveChannel<Instant> due = Go.after(Duration.ZERO);
        assertThat(select(onReceive(due), otherwise())).isZero();
        assertThat(select(onReceive(due), otherwise())).isEqualTo(1);
    }
}
