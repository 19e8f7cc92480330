package dev.jopher;

import static dev.jopher.Go.after;
import static dev.jopher.Go.go;
import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onReceiveOk;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.onTimeout;
import static dev.jopher.Go.otherwise;
import static dev.jopher.Go.select;
import static dev.jopher.internal.support.Goroutine.must;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.jopher.internal.support.Goroutine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which case happens, and its outcome. Nil, duplicates, fairness and races have own tests. */
class SelectTest {
    private static final Duration LONG = Duration.ofHours(1);

    private static Channel<Integer> holding(int... values) {
        var c = new Channel<Integer>(values.length + 1);
        for (int v : values) {
            c.send(v);
        }
        return c;
    }

    // ---- a case that is ready -------------------------------------------------------------------

    /** test/chan/select4.go: the ready one happens, the other's handler is not called. */
    @Test
    void theReadyCaseHappens() {
        var got = new ArrayList<Integer>();
        int i = select(
                onReceive(new Channel<Integer>(), v -> got.add(-1)),
                onReceive(holding(42), v -> got.add(must(v))));
        assertThat(i).isEqualTo(1);
        assertThat(got).containsExactly(42);
    }

    @Test
    void theHandlerHasRunWhenSelectReturnsAndInTheSameThread() {
        var threads = new ArrayList<Thread>();
        select(onReceive(holding(1), v -> threads.add(Thread.currentThread())));
        select(onSend(holding(), 1, () -> threads.add(Thread.currentThread())));
        select(otherwise(() -> threads.add(Thread.currentThread())));
        select(onTimeout(Duration.ZERO, () -> threads.add(Thread.currentThread())));
        assertThat(threads).hasSize(4).containsOnly(Thread.currentThread());
    }

    @Test
    void handlersLearnOfTheEnd() {
        var c = holding(7);
        c.close();
        var seen = new ArrayList<@Nullable Object>();
        select(onReceiveOk(c, (v, ok) -> seen.addAll(Arrays.asList(v, ok))));
        select(onReceiveOk(c, (v, ok) -> seen.addAll(Arrays.asList(v, ok))));
        select(onReceive(c, v -> seen.add(v)));
        assertThat(seen).containsExactly(7, true, null, false, null);
    }

    @Test
    void aSendPutsItsValueIntoTheBuffer() {
        var c = holding();
        assertThat(select(onReceive(new Channel<Integer>()), onSend(c, 9))).isEqualTo(1);
        assertThat(c.receive()).isEqualTo(9);
    }

    @Test
    void servesWhoWaits() {
        var c = new Channel<Integer>();
        var receiver = Goroutine.waiting("chan receive",
                () -> assertThat(c.receive()).isEqualTo(1));
        assertThat(select(onSend(c, 1), otherwise())).isZero();
        receiver.join();

        var sender = Goroutine.waiting("chan send", () -> c.send(2));
        var r = onReceive(c);
        assertThat(select(r, otherwise())).isZero();
        assertThat(r.value()).isEqualTo(2);
        sender.join();
    }

    @Test
    void aFullBufferIsRefilledByTheSenderThatWaits() {
        var c = new Channel<Integer>(1);
        c.send(1);
        var sender = Goroutine.waiting("chan send", () -> c.send(2));
        var r = onReceive(c);
        assertThat(select(r)).isZero();
        assertThat(r.value()).isEqualTo(1);
        sender.join();
        assertThat(c.receive()).isEqualTo(2);
    }

    // ---- waiting for one ------------------------------------------------------------------------

    /** test/chan/select7.go: three ways to receive meet three ways to send. */
    @Test
    void aWaitingReceiverMeetsEverySender() {
        var idle = new Channel<Integer>();
        List<Func.Of1<Channel<Integer>>> receivers = List.of(
                Channel::receive,
                c -> select(onReceive(c)),
                c -> select(onReceive(c), onReceive(idle)));
        List<Func.Of1<Channel<Integer>>> senders = List.of(
                c -> c.send(1),
                c -> select(onSend(c, 1)),
                c -> select(onSend(c, 1), onSend(idle, 1)));
        for (var receiver : receivers) {
            for (var sender : senders) {
                var c = new Channel<Integer>();
                var r = Goroutine.start(() -> receiver.call(c));
                var s = Goroutine.start(() -> sender.call(c));
                r.join();
                s.join();
            }
        }
    }

    @Test
    void isWokenThroughAnyOfItsCases() {
        for (int ready = 0; ready < 4; ready++) {
            List<Channel<Integer>> c = List.of(
                    new Channel<>(), new Channel<>(), new Channel<>(), new Channel<>());
            int expected = ready;
            var g = Goroutine.waiting("select", () -> {
                var first = onReceive(c.get(0));
                var third = onReceive(c.get(2));
                int i = select(first, onSend(c.get(1), 10), third, onSend(c.get(3), 30));
                assertThat(i).isEqualTo(expected);
                if (i % 2 == 0) {
                    assertThat((i == 0 ? first : third).value()).isEqualTo(i);
                }
            });
            if (ready % 2 == 0) {
                c.get(ready).send(ready);
            } else {
                assertThat(c.get(ready).receive()).isEqualTo(ready * 10);
            }
            g.join();
            for (var ch : c) {
                assertThat(ch.trySend(0)).as("no case waits any more").isFalse();
                assertThat(ch.tryReceive()).isNull();
            }
        }
    }

    @Test
    void standsInLineWithTheOthers() {
        var c = new Channel<Integer>();
        var other = new Channel<Integer>();
        var first = Goroutine.waiting("chan receive",
                () -> assertThat(c.receive()).isEqualTo(1));
        var second = Goroutine.waiting("select", () -> {
            var r = onReceive(c);
            select(onReceive(other), r);
            assertThat(r.value()).isEqualTo(2);
        });
        var third = Goroutine.waiting("chan receive",
                () -> assertThat(c.receive()).isEqualTo(3));
        for (int i = 1; i <= 3; i++) {
            c.send(i);
        }
        for (var g : List.of(first, second, third)) {
            g.join();
        }
    }

    /** test/chan/select6.go: leaving the middle or the end of a queue keeps the others in it. */
    @Test
    void leavesTheQueuesItDidNotNeed() {
        var c1 = new Channel<Boolean>();
        var c2 = new Channel<Boolean>();
        var c3 = new Channel<Boolean>();
        var before = Goroutine.waiting("chan receive", c1::receive);
        var selects = Goroutine.waiting("select", () -> {
            assertThat(select(onReceive(c1), onReceive(c2))).isEqualTo(1);
            c3.send(true);
            c1.receive();
        });
        c2.send(true);
        c3.receive();
        c1.send(true);
        c1.send(true);
        before.join();
        selects.join();
    }

    // ---- otherwise ------------------------------------------------------------------------------

    @Test
    void otherwiseIfNothingIsReady() {
        var c = new Channel<Integer>();
        assertThat(select(otherwise(), onReceive(c))).isZero();
        assertThat(select(onReceive(c), onSend(c, 1), otherwise())).isEqualTo(2);
        assertThat(select(otherwise())).isZero();
        assertThat(select(onReceive(holding(1)), otherwise())).isZero();
        assertThat(select(otherwise(), onSend(holding(), 1))).isEqualTo(1);
    }

    @Test
    void onlyOneOtherwise() {
        var c = holding(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> select(otherwise(), onReceive(c), otherwise()))
                .withMessageContaining("otherwise");
        assertThat(c.len()).as("nothing happened").isEqualTo(1);
        var r = onReceive(c);
        assertThat(select(r)).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> select(r, otherwise(), otherwise()));
        assertThat(r.value()).as("what happened before").isEqualTo(1);
        var o = otherwise();
        assertThatIllegalArgumentException().isThrownBy(() -> select(o, o));
    }

    // ---- timeouts -------------------------------------------------------------------------------

    @Test
    void aTimeoutHappensIfNothingElseDoes() {
        var c = new Channel<Integer>();
        assertThat(select(onReceive(c), onTimeout(Duration.ofMillis(1)), onTimeout(LONG)))
                .isEqualTo(1);
        assertThat(c.trySend(1)).as("the receive has left its queue").isFalse();
        assertThat(select(onTimeout(Duration.ofMillis(1)))).isZero();
    }

    @Test
    void aTimeoutDoesNotHappenIfSomethingElseDoes() {
        var c = new Channel<Integer>();
        var g = Goroutine.waiting("select",
                () -> assertThat(select(onTimeout(LONG), onReceive(c))).isEqualTo(1));
        c.send(1);
        g.join();
        assertThat(select(onTimeout(LONG), onReceive(holding(1)))).isEqualTo(1);
    }

    @Test
    void noTimeIsReadyAtOnce() {
        var c = new Channel<Integer>();
        for (var d : List.of(Duration.ZERO, Duration.ofSeconds(-1),
                Duration.ofSeconds(Long.MIN_VALUE))) {
            assertThat(select(onReceive(c), onTimeout(d))).isEqualTo(1);
            assertThat(select(otherwise(), onTimeout(d))).isEqualTo(1);
        }
    }

    @Test
    void aTimeTooLongToCountIsForEver() {
        var c = new Channel<Integer>();
        var g = Goroutine.waiting("select", () -> assertThat(
                select(onReceive(c), onTimeout(Duration.ofSeconds(Long.MAX_VALUE)))).isZero());
        c.send(1);
        g.join();
    }

    @Test
    void aTimeoutCountsAnewInEachSelect() {
        var timeout = onTimeout(Duration.ofMillis(1));
        for (int i = 0; i < 5; i++) {
            assertThat(select(onReceive(new Channel<Integer>()), timeout)).isEqualTo(1);
        }
    }

    @Test
    void timersAreChannelsToo() {
        var timer = onReceive(after(Duration.ofMillis(1)));
        assertThat(select(onReceive(new Channel<Integer>()), timer)).isEqualTo(1);
        assertThat(timer.value()).isNotNull();
        var due = onReceive(after(Duration.ZERO));
        assertThat(select(due, onReceive(after(LONG)))).isZero();
    }

    // ---- handlers that throw --------------------------------------------------------------------

    @Test
    void exceptionOfAHandlerLeavesTheSelectAfterTheCaseHappened() {
        var c = holding(1, 2);
        var boom = new IllegalStateException("boom");
        assertThatThrownBy(() -> select(onReceive(c, v -> {
            throw boom;
        }))).isSameAs(boom);
        assertThat(c.receive()).isEqualTo(2);

        var waiting = new Channel<Integer>();
        var g = Goroutine.waiting("select", () -> select(onTimeout(LONG), onReceive(waiting, v -> {
            throw boom;
        })));
        waiting.send(1);
        assertThat(g.failure()).isSameAs(boom);
        assertThat(waiting.trySend(2)).isFalse();
    }

    @Test
    void aHandlerMaySelect() {
        var seen = new ArrayList<Integer>();
        var c = holding(1, 2);
        select(onReceive(c,
                a -> select(onReceive(c, b -> seen.addAll(List.of(must(a), must(b)))))));
        assertThat(seen).containsExactly(1, 2);
    }

    // ---- lists ----------------------------------------------------------------------------------

    /** reflect.Select: the cases are known only at run time. */
    @Test
    void aListOfCases() {
        var cases = new ArrayList<Case<?>>();
        var channels = new ArrayList<Channel<Integer>>();
        for (int i = 0; i < 100; i++) {
            channels.add(new Channel<>(1));
            cases.add(onReceive(channels.get(i)));
        }
        for (int i = 99; i >= 0; i -= 7) {
            channels.get(i).send(i);
            assertThat(select(cases)).isEqualTo(i);
            assertThat(((ReceiveCase<?>) cases.get(i)).value()).isEqualTo(i);
        }
        var g = Goroutine.waiting("select", () -> assertThat(select(cases)).isEqualTo(55));
        channels.get(55).send(0);
        g.join();
    }

    @Test
    void theListIsReadBeforeAnythingHappensAndNotKept() {
        var c = new Channel<Integer>();
        var cases = new ArrayList<Case<?>>(List.of(onReceive(c)));
        var g = Goroutine.waiting("chan receive", () -> assertThat(select(cases)).isZero());
        cases.clear();
        c.send(1);
        g.join();
    }

    /** test/chan/select8.go, in Java: a handler that returns early ends the select's case only. */
    @Test
    void aHandlerMayReturnEarly() {
        var c = new Channel<Integer>();
        go(() -> {
            for (int i = 0; i < 3; i++) {
                c.send(5);
            }
        });
        int[] handled = new int[1];
        for (int i = 0; i < 3; i++) {
            select(onReceive(c, v -> {
                handled[0]++;
                if (handled[0] > 0) {
                    return;
                }
                throw new AssertionError("unreachable");
            }));
        }
        assertThat(handled[0]).isEqualTo(3);
    }
}
