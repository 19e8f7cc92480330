package dev.jopher;

import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onReceiveOk;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.onTimeout;
import static dev.jopher.Go.otherwise;
import static dev.jopher.Go.select;
import static dev.jopher.internal.support.Goroutine.must;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.jopher.internal.support.Goroutine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can never be: null cases, null channels, {@code never()}. Mostly test/chan/select3.go. */
class SelectNilTest {
    private static final @Nullable Channel<Integer> NIL = null;

    private static void waitsForEver(String reason, Func f) {
        var g = Goroutine.waiting(reason, f);
        assertThat(g.waitsFor(reason)).isTrue();
        g.interrupt();
        assertThat(g.failure()).isInstanceOf(UncheckedInterruptedException.class);
    }

    static Stream<List<@Nullable Case<?>>> impossible() {
        return Stream.of(
                Arrays.asList((Case<?>) null),
                Arrays.asList(null, null, null),
                Arrays.asList(onReceive(NIL)),
                Arrays.asList(onSend(NIL, 7)),
                Arrays.asList(onReceive(NIL), onSend(NIL, 7)),
                Arrays.asList(onReceive(Channel.<Integer>never())),
                Arrays.asList(onSend(Channel.<Integer>never(), 7)),
                Arrays.asList(null, onReceiveOk(NIL, (v, ok) -> {}),
                        onSend(SendChannel.never(), 7)));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void waitsForEverIfNothingCanHappen(List<@Nullable Case<?>> cases) {
        waitsForEver("select", () -> select(cases));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void otherwiseIfNothingElseCanHappen(List<@Nullable Case<?>> cases) {
        var all = new ArrayList<@Nullable Case<?>>(cases);
        all.add(otherwise());
        assertThat(select(all)).isEqualTo(cases.size());
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void theOthersKeepTheirIndex(List<@Nullable Case<?>> cases) {
        var c = new Channel<Integer>(1);
        var all = new ArrayList<@Nullable Case<?>>(cases);
        all.add(onReceive(c));
        c.send(1);
        assertThat(select(all)).isEqualTo(cases.size());
        var g = Goroutine.start(() -> assertThat(select(all)).isEqualTo(cases.size()));
        c.send(2);
        g.join();
        all.set(cases.size(), onTimeout(Duration.ofMillis(1)));
        assertThat(select(all)).isEqualTo(cases.size());
    }

    @Test
    void withoutCases() {
        waitsForEver("select (no cases)", () -> select());
        waitsForEver("select (no cases)", () -> select(List.of()));
    }

    @Test
    void aSingleNullIsACaseAndNoArray() {
        waitsForEver("select", () -> select((Case<?>) null));
        waitsForEver("select", () -> select((Case<?>[]) null));
    }

    /** test/chan/select3.go: a select does not meet itself. */
    @Test
    void doesNotMeetItself() {
        var c = new Channel<Integer>();
        waitsForEver("select", () -> select(onSend(c, 1), onReceive(c)));
        waitsForEver("select",
                () -> select(onReceive(c), onSend(c, 1), onReceive(c), onSend(c, 2)));
    }

    @Test
    void theElementOfASendToNilIsNotLookedAt() {
        Integer none = nothing();
        assertThat(select(onSend(NIL, none), otherwise())).isEqualTo(1);
        assertThat(select(onSend(Channel.never(), none), otherwise())).isEqualTo(1);
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    /** test/chan/select.go: a used channel is set to nil, and default ends the loop. */
    @Test
    void disablingCaseAfterCase() {
        var sends = new Sends();
        var a = new Channel<Integer>(1);
        var b = new Channel<Integer>(1);
        assertThat(sends.to(a, b)).isEqualTo(2);
        assertThat(must(a.receive()) | must(b.receive())).isEqualTo(3);
        assertThat(sends.to(a, null)).isEqualTo(1);
        assertThat(sends.evaluated).isEqualTo(10);
    }

    private static class Sends {
        int evaluated;
        int shift;

        private int next() {
            evaluated++;
            return 1 << shift;
        }

        int to(@Nullable Channel<Integer> first, @Nullable Channel<Integer> second) {
            var a = first;
            var b = second;
            for (int sent = 0;; sent++, shift++) {
                switch (select(onSend(a, next()), onSend(b, next()), otherwise())) {
                    case 0 -> a = null;
                    case 1 -> b = null;
                    default -> {
                        return sent;
                    }
                }
            }
        }
    }
}
