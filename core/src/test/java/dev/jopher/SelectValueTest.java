package dev.jopher;

import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.onTimeout;
import static dev.jopher.Go.otherwise;
import static dev.jopher.Go.select;
import static dev.jopher.Go.selectValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import dev.jopher.internal.support.Goroutine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A select that returns a value, and cases of channels of other types than their own. */
class SelectValueTest {
    private final Channel<Integer> numbers = new Channel<>(10);
    private final Channel<String> texts = new Channel<>(10);

    private @Nullable String next() {
        return selectValue(onReceive(numbers).then(n -> "number " + n),
                onReceive(texts).then(t -> t), otherwise().then(() -> "nothing"));
    }

    @Test
    void functionOfTheChosenCaseMakesTheResult() {
        assertThat(next()).isEqualTo("nothing");
        numbers.send(7);
        assertThat(next()).isEqualTo("number 7");
        texts.send("text");
        assertThat(next()).isEqualTo("text");
        texts.close();
        assertThat(next()).as("closed and drained").isNull();
    }

    @Test
    void sendAndTimeoutHaveResultsToo() {
        Channel<Integer> full = new Channel<>();
        assertThat(selectValue(onSend(full, 1).then(() -> "sent"),
                onTimeout(Duration.ofMillis(1)).then(() -> "late"))).isEqualTo("late");
        assertThat(selectValue(onSend(numbers, 1).then(() -> "sent"),
                onTimeout(Duration.ofHours(1)).then(() -> "late"))).isEqualTo("sent");
        assertThat(numbers.receive()).isEqualTo(1);
    }

    @Test
    void selectThatHadToWaitReturnsWhatItReceived() {
        AtomicReference<@Nullable String> got = new AtomicReference<>();
        var g = Goroutine.waiting("select", () -> got.set(
                selectValue(onReceive(numbers).then(n -> "number " + n),
                        onReceive(texts).then(t -> t))));
        texts.send("text");
        g.join();
        assertThat(got.get()).isEqualTo("text");
    }

    @Test
    void nullCaseNeverHappens() {
        numbers.send(1);
        texts.send("text");
        for (int i = 0; i < 20; i++) {
            ValueCase<String> none = null;
            assertThat(selectValue(none, onReceive(texts).then(t -> t))).isEqualTo("text");
            texts.send("text");
        }
    }

    @Test
    void handlerRunsBeforeTheFunction() {
        List<String> order = new ArrayList<>();
        numbers.send(1);
        int n = selectValue(onReceive(numbers, v -> order.add("handler " + v)).then(v -> {
            order.add("function " + v);
            return 5;
        }));
        assertThat(n).isEqualTo(5);
        assertThat(order).containsExactly("handler 1", "function 1");
    }

    @Test
    void exceptionOfTheFunctionLeavesTheSelect() {
        numbers.send(1);
        assertThatIllegalStateException().isThrownBy(() -> {
            int unused = selectValue(onReceive(numbers).<Integer>then(v -> {
                throw new IllegalStateException("no");
            }));
        }).withMessage("no");
        assertThat(numbers.len()).as("it was received").isZero();
    }

    @Test
    void rulesOfSelectHold() {
        assertThatIllegalArgumentException().isThrownBy(() -> {
            int unused = selectValue(otherwise().then(() -> 1), otherwise().then(() -> 2));
        });
        numbers.close();
        assertThatThrownBy(() -> {
            int unused = selectValue(onSend(numbers, 1).then(() -> 1));
        }).isInstanceOf(ChannelClosedException.class);
    }

    // ---- variance -------------------------------------------------------------------------------

    private static <T> List<T> drain(List<? extends ReceiveChannel<? extends T>> from) {
        List<T> all = new ArrayList<>();
        List<@Nullable ReceiveCase<T>> cases = new ArrayList<>();
        for (ReceiveChannel<? extends T> c : from) {
            cases.add(onReceive(c));
        }
        for (int open = cases.size(); open > 0;) {
            int i = select(cases);
            T v = cases.get(i) instanceof ReceiveCase<T> c ? c.value() : null;
            if (v == null) {
                cases.set(i, null);
                open--;
            } else {
                all.add(v);
            }
        }
        return all;
    }

    @Test
    void caseOfASupertypeReceivesFromChannelsOfSubtypes() {
        Channel<Long> longs = new Channel<>(1);
        longs.send(3L);
        longs.close();
        numbers.send(2);
        numbers.close();
        List<Number> all = drain(List.of(longs, numbers));
        assertThat(all).containsExactlyInAnyOrder(3L, 2);
    }

    @Test
    void caseOfASubtypeSendsToAChannelOfASupertype() {
        Channel<Object> any = new Channel<>(2);
        SendCase<Integer> number = onSend(any, 1);
        select(number);
        select(onSend(any, "text", () -> {}));
        assertThat(any.receive()).isEqualTo(1);
        assertThat(any.receive()).isEqualTo("text");
    }
}
