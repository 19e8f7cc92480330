package dev.jopher.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.CanceledException;
import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.Unit;
import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sometimes: the tests of golang.org/x/time/rate (sometimes_test.go), by behaviour, and ours. */
@Timeout(60)
class SometimesTest {
    private final FakeClock clock = new FakeClock();
    private final Sometimes sometimes = new Sometimes(clock);
    private final List<Integer> ran = new ArrayList<>();
    private int calls;

    private void call(int times) {
        for (int i = 0; i < times; i++) {
            int number = ++calls;
            sometimes.run(() -> ran.add(number));
        }
    }

    // ExampleSometimes_once, TestSometimesZero
    @Test
    void onlyTheFirst() {
        sometimes.interval(Duration.ZERO);
        call(3);
        assertThat(ran).containsExactly(1);
    }

    // ExampleSometimes_first
    @Test
    void theFirstTwo() {
        sometimes.first(2);
        call(3);
        assertThat(ran).containsExactly(1, 2);
    }

    // ExampleSometimes_every
    @Test
    void everySecond() {
        sometimes.every(2);
        call(5);
        assertThat(ran).containsExactly(1, 3, 5);
    }

    // ExampleSometimes_interval
    @Test
    void onceASecond() {
        sometimes.interval(Duration.ofSeconds(1));
        call(2);
        clock.advance(Duration.ofSeconds(1));
        call(2);
        assertThat(ran).containsExactly(1, 3);
    }

    // ExampleSometimes_mix
    @Test
    void anyReasonWillDo() {
        sometimes.first(2).every(2).interval(Duration.ofSeconds(2));
        call(3);
        clock.advance(Duration.ofSeconds(2));
        call(3);
        assertThat(ran).containsExactly(1, 2, 3, 4, 5);
    }

    // TestSometimesMax
    @Test
    void theLongestInterval() {
        sometimes.interval(Duration.ofSeconds(Long.MAX_VALUE));
        call(2);
        assertThat(ran).containsExactly(1);
    }

    // TestSometimesNegative
    @Test
    void negativeIsNever() {
        sometimes.first(-1).every(-1).interval(Duration.ofNanos(-1));
        call(2);
        assertThat(ran).containsExactly(1);
    }

    @Test
    void failedFunctionDoesNotCount() {
        assertThatThrownBy(() -> sometimes.run(() -> {
            throw new IllegalStateException("broken");
        })).isInstanceOf(IllegalStateException.class);
        call(2);
        assertThat(ran).containsExactly(1);
    }

    @Test
    void functionsRunOneAtATime() {
        var gate = new Channel<Unit>();
        Goroutine first = Goroutine.waiting("chan receive", () -> sometimes.run(() -> {
            var _ = gate.receive();
            ran.add(1);
        }));
        sometimes.every(1);
        Goroutine second = Goroutine.waiting("semacquire", () -> sometimes.run(() -> ran.add(2)));
        try (var ctx = Context.background().withCancel()) {
            Goroutine third =
                    Goroutine.waiting("semacquire", () -> sometimes.run(ctx, () -> ran.add(3)));
            ctx.cancel();
            assertThat(third.failure()).isInstanceOf(CanceledException.class);
        }
        Goroutine fourth = Goroutine.waiting("semacquire", () -> sometimes.run(() -> ran.add(4)));
        fourth.interrupt();
        assertThat(fourth.failure()).isInstanceOf(UncheckedInterruptedException.class);
        gate.close();
        first.join();
        second.join();
        sometimes.run(Context.background(), () -> ran.add(5));
        assertThat(ran).containsExactly(1, 2, 5);
    }
}
