package dev.jopher;

import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.select;
import static dev.jopher.internal.support.Goroutine.must;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;

import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Selects of more cases than are sorted by insertion. */
class SelectManyCasesTest {
    private static List<Channel<Integer>> channels(int n) {
        List<Channel<Integer>> list = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            list.add(new Channel<>());
        }
        return list;
    }

    /** Gives the channels places in the locking order: that of {@code list}. */
    private static void selectOnce(List<Channel<Integer>> list) {
        for (int i = 0; i < list.size(); i += 2) {
            select(onReceive(list.get(i)), onReceive(list.get(i + 1)), Go.otherwise());
        }
    }

    /** Quadratic sorting takes minutes for so many. */
    @Test
    @Timeout(60)
    void halfAMillionInRandomOrderSomeOfThemTwice() {
        int n = 500_000;
        List<Channel<Integer>> list = channels(n);
        selectOnce(list);
        List<Channel<Integer>> shuffled = new ArrayList<>(list.subList(0, n - 1));
        shuffled.addAll(list.subList(0, 1000));
        Collections.shuffle(shuffled, new Random(1));
        Channel<Integer> ready = list.getLast();
        shuffled.add(12_345, ready);
        List<Case<?>> cases = new ArrayList<>();
        shuffled.forEach(c -> cases.add(onReceive(c)));
        var sender = Goroutine.start(() -> ready.send(7));
        assertThat(select(cases)).isEqualTo(12_345);
        sender.join();
        assertThat(shuffled).allMatch(c -> !c.trySend(1)); // all waiters have left
    }

    /** Each locks the same hundred channels in another order: two lock orders would hang them. */
    @Test
    void anyOrderOfCasesIsOneOrderOfLocking() {
        int n = 100;
        int rounds = 2_000;
        List<Channel<Integer>> list = channels(n);
        selectOnce(list);
        var received = new AtomicIntegerArray(rounds * 2);
        List<Goroutine> all = new ArrayList<>();
        for (int g = 0; g < 4; g++) {
            int number = g;
            all.add(Goroutine.start(() -> run(list, number, rounds, received)));
        }
        all.forEach(Goroutine::join);
        for (int i = 0; i < rounds * 2; i++) {
            assertThat(received.get(i)).isEqualTo(1);
        }
    }

    /** Two of the four send each number below twice the rounds, and two receive. */
    private static void run(List<Channel<Integer>> list, int number, int rounds,
            AtomicIntegerArray received) {
        List<Channel<Integer>> mine = new ArrayList<>(list);
        Random random = new Random(number);
        for (int r = 0; r < rounds; r++) {
            Collections.shuffle(mine, random);
            int value = number / 2 * rounds + r;
            List<Case<?>> cases = new ArrayList<>();
            mine.forEach(c -> cases.add(number % 2 == 0 ? onSend(c, value) : onReceive(c)));
            if (cases.get(select(cases)) instanceof ReceiveCase<?> c) {
                received.incrementAndGet((Integer) must(c.value()));
            }
        }
    }
}
