package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.otherwise;
import static dev.jopher.Go.range;
import static dev.jopher.Go.select;
import static dev.jopher.internal.support.Goroutine.must;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import dev.jopher.internal.support.Goroutine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Selects against one another: Go's races, each with the rounds that caught a broken variant. */
class SelectRaceTest {
    /** TestNonblockRecvRace: what is certainly there, a value or the end, is received. */
    @Test
    void tryReceiveDoesNotMissWhatIsCertainlyThere() {
        for (int i = 0; i < 5000; i++) {
            var c = new Channel<Integer>(1);
            c.send(1);
            var g = Goroutine.start(() -> assertThat(c.tryReceiveOk()).isNotNull());
            c.close();
            c.receive();
            g.join();
        }
    }

    /** TestNonblockSelectRace: a select sees all its channels at once. One of the two is ready. */
    @Test
    void otherwiseIsNotTakenWhileSomeCaseWasReadyThroughout() {
        var found = new Channel<Integer>(1);
        for (int i = 0; i < 20_000; i++) {
            var c1 = new Channel<Integer>(1);
            var c2 = new Channel<Integer>(1);
            c1.send(1);
            go(() -> found.send(select(onReceive(c1), onReceive(c2), otherwise())));
            c2.send(1);
            c1.tryReceive();
            assertThat(found.receive()).isNotEqualTo(2);
        }
    }

    /** TestNonblockSelectRace2: the same, and what becomes ready is a close. */
    @Test
    void otherwiseIsNotTakenWhileTheOtherChannelIsClosed() {
        var found = new Channel<Integer>(1);
        for (int i = 0; i < 20_000; i++) {
            var c1 = new Channel<Integer>(1);
            var c2 = new Channel<Integer>();
            c1.send(1);
            go(() -> found.send(select(onReceive(c1), onReceive(c2), otherwise())));
            c2.close();
            c1.tryReceive();
            assertThat(found.receive()).isNotEqualTo(2);
        }
    }

    /** TestSelfSelect: both directions on one channel, in both orders. */
    @ParameterizedTest
    @ValueSource(ints = {0, 10})
    void twoSelectsInBothDirectionsOnOneChannel(int capacity) {
        var c = new Channel<Integer>(capacity);
        var both = new ArrayList<Goroutine>();
        for (int p : range(2)) {
            both.add(Goroutine.start(() -> {
                for (int i = 0; i < 5000; i++) {
                    var receive = onReceive(c);
                    var send = onSend(c, p);
                    boolean sendFirst = p == 0 || i % 2 == 0;
                    int chosen = sendFirst ? select(send, receive) : 1 - select(receive, send);
                    if (chosen == 1 && capacity == 0) {
                        assertThat(receive.value()).as("not from itself").isNotEqualTo(p);
                    }
                }
            }));
        }
        both.forEach(Goroutine::join);
    }

    /** TestSelectStress: four channels, a sender and a receiver each, and a select over all. */
    @Test
    void sendersReceiversAndSelectsOverFourChannels() {
        int n = 5000;
        List<Channel<Integer>> c = List.of(
                new Channel<>(), new Channel<>(), new Channel<>(2), new Channel<>(3));
        var all = new ArrayList<Goroutine>();
        for (var one : c) {
            all.add(Goroutine.start(() -> range(n).forEach(one::send)));
            all.add(Goroutine.start(() -> range(n).forEach(_ -> must(one.receive()))));
        }
        all.add(Goroutine.start(() -> selectAll(n, c.stream().map(x -> onSend(x, 0)).toList())));
        all.add(Goroutine.start(() -> selectAll(n, c.stream().map(Go::onReceive).toList())));
        all.forEach(Goroutine::join);
        for (var one : c) {
            assertThat(one.len()).isZero();
        }
    }

    /** Each case n times; then it is switched off. */
    private static void selectAll(int n, List<? extends Case<?>> of) {
        @Nullable Case<?>[] cases = of.toArray(new @Nullable Case<?>[0]);
        int[] count = new int[cases.length];
        for (int i = 0; i < n * count.length; i++) {
            int k = select(cases);
            if (++count[k] == n) {
                cases[k] = null;
            }
        }
        assertThat(Arrays.stream(count)).containsOnly(n);
    }

    /** TestSelectDuplicateChannel: leaving a queue in which it is twice keeps the others in it. */
    @Test
    void aChannelTwiceInASelect() {
        var c = new Channel<Integer>();
        var d = new Channel<Integer>();
        var a = Goroutine.waiting("select",
                () -> assertThat(select(onReceive(c), onReceive(c), onReceive(d))).isEqualTo(2));
        var b = Goroutine.waiting("chan receive", () -> assertThat(c.receive()).isEqualTo(8));
        d.send(7);
        a.join();
        c.send(8);
        b.join();
    }

    /** test/chan/doubleselect.go: if two cases of one select ran, a number would come twice. */
    @Test
    void exactlyOneCaseHappens() {
        int n = 20_000;
        List<Channel<Integer>> out = List.of(
                new Channel<>(), new Channel<>(), new Channel<>(), new Channel<>());
        var merged = new Channel<Integer>();
        var sender = Goroutine.start(() -> {
            for (int i : range(n)) {
                select(out.stream().map(c -> onSend(c, i)).toList());
            }
            out.forEach(Channel::close);
        });
        var forwarders =
                out.stream().map(c -> Goroutine.start(() -> c.forEach(merged::send))).toList();
        go(() -> {
            forwarders.forEach(Goroutine::join);
            merged.close();
        });
        var seen = new BitSet();
        for (int v : merged) {
            assertThat(seen.get(v)).as("%s came twice", v).isFalse();
            seen.set(v);
        }
        assertThat(seen.cardinality()).isEqualTo(n);
        sender.join();
    }

    /** Two that become ready at once: one happens, the other's value stays where it is. */
    @Test
    void theValueOfTheCaseThatLostIsStillThere() {
        for (int i = 0; i < 500; i++) {
            var a = new Channel<Integer>(1);
            var b = new Channel<Integer>(1);
            var won = new Channel<Integer>(1);
            go(() -> won.send(select(onReceive(a), onReceive(b))));
            var x = Goroutine.start(() -> a.send(0));
            var y = Goroutine.platform(() -> b.send(1));
            int winner = must(won.receive());
            x.join();
            y.join();
            assertThat(a.tryReceive()).isEqualTo(winner == 0 ? null : Integer.valueOf(0));
            assertThat(b.tryReceive()).isEqualTo(winner == 1 ? null : Integer.valueOf(1));
        }
    }

    /** A ring of selects that all send and receive: one that locks in another order stops it. */
    @Test
    void selectsThatShareChannelsInEveryOrder() {
        int n = 6;
        int rounds = 3000;
        var c = new ArrayList<Channel<Integer>>();
        range(n).forEach(_ -> c.add(new Channel<>(1)));
        var all = new ArrayList<Goroutine>();
        for (int g : range(n)) {
            all.add(Goroutine.start(() -> {
                for (int i = 0; i < rounds; i++) {
                    var one = c.get((g + i) % n);
                    var two = c.get((g * 5 + i * 7 + 1) % n);
                    select(onSend(one, 1), onReceive(two), onReceive(one), onSend(two, 2));
                }
            }));
        }
        all.forEach(Goroutine::join);
    }
}
