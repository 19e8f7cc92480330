package dev.jopher;

import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.onTimeout;
import static dev.jopher.Go.otherwise;
import static dev.jopher.Go.select;
import static dev.jopher.internal.support.Goroutine.must;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;

import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Test;

/** {@code switch (select(a, b))}: cases made once, used in every round, hold what they received. */
class SelectIndexFormTest {
    private final Channel<Integer> c = new Channel<>(10);
    private final Channel<String> d = new Channel<>(10);

    private static void hasNothing(ReceiveCase<?> r) {
        assertThatIllegalStateException().isThrownBy(r::value);
        assertThatIllegalStateException().isThrownBy(r::ok);
    }

    @Test
    void onlyTheCaseThatHappenedHasAValue() {
        var a = onReceive(c);
        var b = onReceive(d);
        hasNothing(a);
        c.send(1);
        assertThat(select(a, b)).isZero();
        assertThat(a.value()).isEqualTo(1);
        assertThat(a.value()).as("as often as one likes").isEqualTo(1);
        assertThat(a.ok()).isTrue();
        hasNothing(b);

        d.send("x");
        assertThat(select(a, b)).isEqualTo(1);
        assertThat(b.value()).isEqualTo("x");
        hasNothing(a);
    }

    @Test
    void theEndIsNullAndNotOk() {
        c.close();
        var a = onReceive(c);
        select(a);
        assertThat(a.value()).isNull();
        assertThat(a.ok()).isFalse();
    }

    @Test
    void nothingIsLeftOfAnEarlierRound() {
        var a = onReceive(c);
        c.send(1);
        select(a);
        assertThat(select(a, otherwise())).isEqualTo(1);
        hasNothing(a);

        c.send(2);
        select(a);
        assertThat(select(a, onTimeout(Duration.ofMillis(1)))).isEqualTo(1);
        hasNothing(a);

        c.send(3);
        select(a);
        var g = Goroutine.waiting("chan receive", () -> select(a));
        g.interrupt();
        assertThat(g.failure()).isInstanceOf(UncheckedInterruptedException.class);
        hasNothing(a);
    }

    @Test
    void aSelectWithoutTheCaseLeavesItAlone() {
        var a = onReceive(c);
        c.send(1);
        select(a);
        d.send("x");
        select(onReceive(d));
        assertThat(a.value()).isEqualTo(1);
    }

    @Test
    void aFailedSelectLeavesNoWinner() {
        var a = onReceive(c);
        c.send(1);
        select(a);
        var closed = new Channel<Integer>();
        closed.close();
        assertThatIllegalStateException().isThrownBy(() -> select(a, onSend(closed, 1)));
        hasNothing(a);
    }

    @Test
    void theSameCaseTwiceIsTwoPlacesForOneOutcome() {
        var a = onReceive(c);
        c.send(1);
        assertThat(select(a, a)).isBetween(0, 1);
        assertThat(a.value()).isEqualTo(1);
        var waiting = new Channel<Integer>();
        var b = onReceive(waiting);
        var g = Goroutine.waiting("select", () -> assertThat(select(b, b)).isBetween(0, 1));
        waiting.send(2);
        g.join();
        assertThat(b.value()).isEqualTo(2);
        assertThat(waiting.trySend(3)).isFalse();
    }

    @Test
    void aSendIsFixedWhenTheCaseIsMadeAndMayBeUsedAgain() {
        var send = onSend(c, 5);
        for (int i = 0; i < 3; i++) {
            assertThat(select(send)).isZero();
        }
        assertThat(c.len()).isEqualTo(3);
        assertThat(c.receive()).isEqualTo(5);
    }

    /** The loop of the README: jobs, a ticker that is switched off, quit. */
    @Test
    void forSelectReturn() {
        var quit = new Channel<Unit>();
        var results = new Channel<Integer>(1);
        var worker = Goroutine.start(() -> {
            var job = onReceive(c);
            var end = onReceive(quit);
            ReceiveCase<String> tick = null;
            int sum = 0;
            for (;;) {
                switch (select(job, tick, end)) {
                    case 0 -> sum += must(job.value());
                    case 2 -> {
                        results.send(sum);
                        return;
                    }
                    default -> throw new AssertionError();
                }
            }
        });
        for (int i = 1; i <= 100; i++) {
            c.send(i);
        }
        Goroutine.until(() -> c.len() == 0);
        quit.close();
        worker.join();
        assertThat(results.receive()).isEqualTo(5050);
    }

    @Test
    void aSwitchHasAValue() {
        var a = onReceive(c);
        var b = onReceive(d);
        d.send("x");
        String got = switch (select(a, b, onTimeout(Duration.ofHours(1)))) {
            case 0 -> "first " + a.value();
            case 1 -> "second " + b.value();
            default -> "timeout";
        };
        assertThat(got).isEqualTo("second x");
    }
}
