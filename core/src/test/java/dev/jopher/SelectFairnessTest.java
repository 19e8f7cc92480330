package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.gosched;
import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.onTimeout;
import static dev.jopher.Go.otherwise;
import static dev.jopher.Go.select;
import static dev.jopher.internal.support.Goroutine.must;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.jopher.internal.support.Goroutine;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of the cases that are ready, each with equal probability. */
class SelectFairnessTest {
    private static final int TRIALS = 10_000;

    /** Ten standard deviations, as in Go: a failure is no accident. */
    private static Offset<Integer> bound(int trials, double probability) {
        return within((int) (10 * Math.sqrt(trials * probability * (1 - probability))));
    }

    private static Channel<Integer> full(int value, int n) {
        var c = new Channel<Integer>(n);
        for (int i = 0; i < n; i++) {
            c.send(value);
        }
        return c;
    }

    /** TestSelectFairness: two ready ones between two that never are; another takes the results. */
    @Test
    void twoReadyChannels() {
        var c1 = full(1, TRIALS + 1);
        var c2 = full(2, TRIALS + 1);
        var idle1 = new Channel<Integer>();
        var idle2 = new Channel<Integer>();
        var out = new Channel<Integer>();
        var done = new Channel<Integer>();
        var selecting = Goroutine.start(() -> {
            List<ReceiveCase<Integer>> cases = List.of(
                    onReceive(idle1), onReceive(idle2), onReceive(c1), onReceive(c2));
            for (;;) {
                int v = must(cases.get(select(cases)).value());
                if (select(onSend(out, v), onReceive(done)) == 1) {
                    return;
                }
            }
        });
        int[] count = new int[3];
        for (int i = 0; i < TRIALS; i++) {
            count[must(out.receive())]++;
        }
        done.close();
        selecting.join();
        assertThat(count[1]).isCloseTo(TRIALS / 2, bound(TRIALS, 0.5));
    }

    /** DESIGN's bound is narrower than Go's test: each of several, in any place and direction. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 8})
    void anyNumberOfReadyCases(int n) {
        var cases = new ArrayList<Case<?>>();
        for (int i = 0; i < n; i++) {
            cases.add(i % 2 == 0 ? onReceive(full(1, TRIALS)) : onSend(new Channel<>(TRIALS), 1));
        }
        assertUniform(cases, n);
    }

    @Test
    void closedChannelsAndTimeoutsThatAreDueHaveTheirShare() {
        var closed = new Channel<Integer>();
        closed.close();
        assertUniform(
                List.of(onReceive(full(1, TRIALS)), onReceive(closed), onTimeout(Duration.ZERO)),
                3);
    }

    @Test
    void aChannelThatStandsTwiceHasTwoShares() {
        var c = full(1, TRIALS);
        assertUniform(List.of(onReceive(c), onReceive(full(2, TRIALS)), onReceive(c)), 3);
    }

    @Test
    void casesThatAreNeverReadyTakeNothing() {
        var cases = new ArrayList<Case<?>>(Collections.nCopies(3, null));
        cases.add(1, onReceive(full(1, TRIALS)));
        cases.add(3, onReceive(full(1, TRIALS)));
        cases.add(onReceive(new Channel<Integer>()));
        cases.add(otherwise());
        int[] count = new int[cases.size()];
        for (int i = 0; i < TRIALS; i++) {
            count[select(cases)]++;
        }
        assertThat(count[1] + count[3]).isEqualTo(TRIALS);
        assertThat(count[1]).isCloseTo(TRIALS / 2, bound(TRIALS, 0.5));
    }

    private static void assertUniform(List<? extends Case<?>> cases, int n) {
        int[] count = new int[n];
        for (int i = 0; i < TRIALS; i++) {
            count[select(cases)]++;
        }
        for (int share : count) {
            assertThat(share).isCloseTo(TRIALS / n, bound(TRIALS, 1.0 / n));
        }
    }

    /** A select that finds two senders waiting takes either. */
    @Test
    void waitingSendersOnTwoChannels() {
        var a = new Channel<Integer>();
        var b = new Channel<Integer>();
        var done = new Channel<Unit>();
        for (var c : List.of(a, b)) {
            go(() -> {
                while (select(onSend(c, 1), onReceive(done)) == 0) {}
            });
        }
        int trials = 2000;
        int first = 0;
        var cases = List.of(onReceive(a), onReceive(b));
        for (int i = 0; i < trials; i++) {
            while (a.senders.seemsEmpty() || b.senders.seemsEmpty()) {
                Thread.yield(); // one of them may not get a processor for long
            }
            first += 1 - select(cases);
        }
        done.close();
        assertThat(first).isCloseTo(trials / 2, bound(trials, 0.5));
    }

    /** TestPseudoRandomSend */
    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void twoSendsToOneChannel(int capacity) {
        int n = 100;
        var c = new Channel<Integer>(capacity);
        var sum = new Channel<Integer>();
        go(() -> {
            int ones = 0;
            for (int i = 0; i < n; i++) {
                gosched();
                ones += must(c.receive());
            }
            sum.send(ones);
        });
        for (int i = 0; i < n; i++) {
            select(onSend(c, 1), onSend(c, 0));
        }
        assertThat(must(sum.receive())).isBetween(n / 10 + 1, n - n / 10 - 1);
    }
}
