package dev.jopher;

import static dev.jopher.Go.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two that try at once, where there is something for each attempt: neither ever learns that there
 * is nothing, though the look without the lock may fall between two steps of the other.
 */
class TryRaceTest {
    private static final int ROUNDS = 15;
    private static final int EACH = 100;

    private static void allSucceed(Channel<Integer> c, Predicate<Channel<Integer>> attempt) {
        AtomicInteger ready = new AtomicInteger();
        AtomicInteger succeeded = new AtomicInteger();
        Func body = () -> {
            ready.incrementAndGet();
            while (ready.get() < 2) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < EACH; i++) {
                succeeded.addAndGet(attempt.test(c) ? 1 : 0);
            }
        };
        Goroutine other = Goroutine.platform(body);
        Goroutine.platform(body).join();
        other.join();
        assertThat(succeeded).hasValue(2 * EACH);
    }

    private static List<Goroutine> waiting(String reason, Func f) {
        List<Goroutine> all = new ArrayList<>();
        for (int i = 0; i < 2 * EACH; i++) {
            all.add(Goroutine.start(f));
        }
        all.forEach(g -> g.awaitWaiting(reason));
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aValueForEach(int capacity) {
        var c = new Channel<Integer>(capacity);
        for (int round = 0; round < ROUNDS; round++) {
            while (c.len() < capacity) {
                c.send(0);
            }
            List<Goroutine> senders = waiting("chan send", () -> c.send(1));
            allSucceed(c, round % 2 == 0
                    ? it -> it.tryReceive() != null
                    : it -> select(onReceive(it), otherwise()) == 0);
            senders.forEach(Goroutine::join);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void aReceiverForEach(int capacity) {
        var c = new Channel<Integer>(capacity);
        for (int round = 0; round < ROUNDS; round++) {
            List<Goroutine> receivers = waiting("chan receive", c::receive);
            allSucceed(c, round % 2 == 0
                    ? it -> it.trySend(1)
                    : it -> select(onSend(it, 1), otherwise()) == 0);
            receivers.forEach(Goroutine::join);
        }
    }
}
