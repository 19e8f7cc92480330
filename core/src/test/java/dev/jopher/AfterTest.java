package dev.jopher;

import static dev.jopher.Go.after;
import static dev.jopher.Go.go;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One value on a channel after a time. */
@Timeout(120)
class AfterTest {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    @Test // Go: TestAfter
    void comesNotBeforeItsTime() {
        Duration delay = Duration.ofMillis(20);
        long start = System.nanoTime();
        assertThat(after(delay).receive()).isNotNull();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(delay.toNanos());
    }

    @Test // Go: TestAfterTick
    void oneAfterTheOther() {
        Duration delay = Duration.ofMillis(5);
        long start = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            assertThat(after(delay).receive()).isNotNull();
        }
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(10 * delay.toNanos());
    }

    @Test // Go: TestAfterTimes
    void theValueIsTheTimeOfFiringNotOfReceiving() {
        TimerFixtures.checkTimeOfFiring(() -> after(Duration.ofMillis(10)));
    }

    @Test // Go: TestOverflowSleep
    void theLongestTimeDoesNotPassAndNoTimeHasPassed() {
        int chosen = Go.select(
                Go.onReceive(after(LONGEST)),
                Go.onReceive(after(Duration.ofSeconds(Long.MAX_VALUE))),
                Go.onReceive(after(Duration.ofMillis(25))));
        assertThat(chosen).isEqualTo(2);
        assertThat(after(Duration.ZERO).tryReceive()).isNotNull();
        assertThat(after(Duration.ofNanos(Long.MIN_VALUE)).tryReceive()).isNotNull();
        assertThat(after(Duration.ofSeconds(Long.MIN_VALUE)).tryReceive()).isNotNull();
    }

    @Test // Go: TestZeroTimer
    void zeroIsNotMissed() {
        for (int i = 0; i < 20_000; i++) {
            assertThat(new Timer(Duration.ZERO).channel().receive()).isNotNull();
        }
        Channel<Unit> ran = new Channel<>(1);
        for (int i = 0; i < 2_000; i++) {
            var unused = Timer.afterFunc(Duration.ZERO, () -> ran.send(Go.UNIT));
            ran.receive();
        }
        Timer reused = Timer.afterFunc(TimerFixtures.HOUR, () -> ran.send(Go.UNIT));
        for (int i = 0; i < 2_000; i++) {
            assertThat(reused.reset(Duration.ZERO)).isEqualTo(i == 0);
            ran.receive();
        }
    }

    private record Result(int slot, Instant at) {}

    private static final List<Integer> SLOTS = List.of(5, 3, 6, 6, 6, 1, 1, 2, 7, 9, 4, 8, 0);

    /** As in Go, a longer unit is tried if the machine was too slow to set them all in time. */
    @Test // Go: TestAfterQueuing
    void theyComeInTheOrderOfTheirTimes() {
        List<Integer> order = List.of();
        for (int millis = 10; !order.equals(SLOTS.stream().sorted().toList()); millis *= 2) {
            assertThat(millis).as("order was %s", order).isLessThan(3000);
            order = queue(Duration.ofMillis(millis));
        }
    }

    private static List<Integer> queue(Duration unit) {
        Channel<Result> results = new Channel<>(SLOTS.size());
        for (int slot : SLOTS) {
            ReceiveChannel<Instant> c = after(unit.multipliedBy(slot));
            go(() -> {
                Instant at = TimerFixtures.received(c);
                results.send(new Result(slot, at));
            });
        }
        List<Result> all = new ArrayList<>();
        for (int i = 0; i < SLOTS.size(); i++) {
            Result r = TimerFixtures.received(results);
            all.add(r);
        }
        return all.stream().sorted(Comparator.comparing(Result::at)).map(Result::slot).toList();
    }
}
