package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.gosched;
import static dev.jopher.Go.range;
import static dev.jopher.internal.support.Goroutine.must;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

import dev.jopher.internal.support.Goroutine;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Go's tests of one channel at many sizes, and of many goroutines at one channel. */
class ChannelStressGoTest {
    /** TestChan */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 10, 100})
    void everySize(int capacity) {
        receiveFromEmptyWaits(capacity);
        sendToFullWaits(capacity);
        closedGivesTheRestAndThenItsEnd(capacity);
        inOrder(capacity);
        fourSendersAndFourReceivers(capacity);
    }

    private static void receiveFromEmptyWaits(int capacity) {
        var c = new Channel<Integer>(capacity);
        var one = Goroutine.waiting("chan receive", c::receive);
        var two = Goroutine.waiting("chan receive", c::receiveOk);
        assertThat(c.tryReceive()).isNull();
        assertThat(c.tryReceiveOk()).isNull();
        assertThat(one.isDone() || two.isDone()).isFalse();
        c.send(0);
        c.send(0);
        one.join();
        two.join();
    }

    private static void sendToFullWaits(int capacity) {
        var c = new Channel<Integer>(capacity);
        range(capacity).forEach(c::send);
        var sender = Goroutine.waiting("chan send", () -> c.send(0));
        assertThat(c.trySend(0)).isFalse();
        assertThat(sender.isDone()).isFalse();
        c.receive();
        sender.join();
        assertThat(c.len()).isEqualTo(capacity);
    }

    private static void closedGivesTheRestAndThenItsEnd(int capacity) {
        var c = new Channel<Integer>(capacity);
        range(capacity).forEach(c::send);
        c.close();
        for (int i : range(capacity)) {
            assertThat(c.receive()).isEqualTo(i);
        }
        assertThat(c.receive()).isNull();
        assertThat(c.receiveOk().ok()).isFalse();
    }

    private static void inOrder(int capacity) {
        var c = new Channel<Integer>(capacity);
        go(() -> range(200).forEach(c::send));
        for (int i = 0; i < 100; i++) {
            assertThat(c.receive()).isEqualTo(i);
        }
        for (int i = 100; i < 200; i++) {
            assertThat(c.receiveOk()).isEqualTo(new Received<>(i, true));
        }
    }

    private static void fourSendersAndFourReceivers(int capacity) {
        int each = 1000;
        var c = new Channel<Integer>(capacity);
        var counts = new Channel<Map<Integer, Integer>>();
        for (int _ : range(4)) {
            go(() -> range(each).forEach(c::send));
            go(() -> {
                Map<Integer, Integer> mine = new HashMap<>();
                range(each).forEach(_ -> mine.merge(must(c.receive()), 1, Integer::sum));
                counts.send(mine);
            });
        }
        Map<Integer, Integer> all = new HashMap<>();
        for (int _ : range(4)) {
            must(counts.receive()).forEach((v, n) -> all.merge(v, n, Integer::sum));
        }
        assertThat(all).hasSize(each);
        assertThat(all.values()).containsOnly(4);
    }

    /** TestMultiConsumer */
    @Test
    void manyConsumersOfOneQueue() {
        int workers = 23;
        int n = 100_000;
        int[] primes = {2, 3, 7, 11, 13, 17, 19, 23, 27, 31};
        var work = new Channel<Integer>(workers * 3);
        var results = new Channel<Integer>(workers * 3);
        var wg = new WaitGroup();
        for (int w : range(workers)) {
            wg.go(() -> {
                for (int v : work) {
                    if (primes[w % primes.length] == v) {
                        gosched();
                    }
                    results.send(v);
                }
            });
        }
        long expected = 0;
        for (int i : range(n)) {
            expected += primes[i % primes.length];
        }
        go(() -> {
            range(n).forEach(i -> work.send(primes[i % primes.length]));
            work.close();
            wg.await();
            results.close();
        });
        int count = 0;
        long sum = 0;
        for (int v : results) {
            count++;
            sum += v;
        }
        assertThat(count).isEqualTo(n);
        assertThat(sum).isEqualTo(expected);
    }

    /** Rendezvous after rendezvous of platform threads and goroutines: a lost wake-up stops it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void noWakeUpIsLost(int capacity) {
        var there = new Channel<Integer>(capacity);
        var back = new Channel<Integer>(capacity);
        var all = new ArrayList<Goroutine>();
        int n = 20_000;
        for (int side : range(2)) {
            all.add(Goroutine.start(() -> range(n).forEach(_ -> back.send(must(there.receive())))));
            Func asks = () -> range(n).forEach(i -> {
                there.send(i);
                back.receive();
            });
            all.add(side == 0 ? Goroutine.start(asks) : Goroutine.platform(asks));
        }
        all.forEach(Goroutine::join);
        assertThat(there.len() + back.len()).isZero();
    }
}
