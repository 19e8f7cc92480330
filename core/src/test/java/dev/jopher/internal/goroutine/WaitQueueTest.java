package dev.jopher.internal.goroutine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

class WaitQueueTest {
    private final WaitQueue queue = new WaitQueue();
    private final G g = G.current();

    private Waiter plain() {
        return new Waiter(g, null);
    }

    @Test
    void dequeueIsFifo() {
        Waiter a = plain();
        Waiter b = plain();
        queue.enqueue(a);
        queue.enqueue(b);

        assertThat(queue.dequeue()).isSameAs(a);
        assertThat(queue.dequeue()).isSameAs(b);
        assertThat(queue.dequeue()).isNull();
    }

    @Test
    void enqueueFirstIsDequeuedFirst() {
        Waiter a = plain();
        Waiter again = plain();
        queue.enqueue(a);
        queue.enqueueFirst(again);

        assertThat(queue.dequeue()).isSameAs(again);
        assertThat(queue.dequeue()).isSameAs(a);
    }

    @Test
    void selectInTwoQueuesIsServedOnce() {
        WaitQueue other = new WaitQueue();
        Selection selection = new Selection();
        Waiter here = new Waiter(g, null, selection, 0);
        Waiter there = new Waiter(g, null, selection, 1);
        queue.enqueue(here);
        other.enqueue(there);

        assertThat(other.dequeue()).isSameAs(there);
        assertThat(queue.hasWaiters()).isFalse();
        assertThat(queue.dequeue()).isNull();
        assertThat(selection.winner()).isEqualTo(1);
    }

    @Test
    void claimedSelectIsSkipped() {
        Selection selection = new Selection();
        queue.enqueue(new Waiter(g, null, selection, 0));
        Waiter next = plain();
        queue.enqueue(next);
        assertThat(selection.claim(7)).isTrue();

        assertThat(queue.hasWaiters()).isTrue();
        assertThat(queue.dequeue()).isSameAs(next);
    }

    /**
     * Otherwise an interrupt during a close would unlink the woken waiter from a queue that it is
     * not in.
     */
    @Test
    void drainedWaiterIsInNoQueue() {
        Waiter a = plain();
        Waiter b = plain();
        queue.enqueue(a);
        queue.enqueue(b);

        assertThat(queue.drain()).isSameAs(a);
        assertThat(queue.remove(a)).isFalse();
        assertThat(queue.remove(b)).isFalse();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(a.success).isFalse();
    }

    @Test
    void randomOperationsAgreeWithDeque() {
        Random random = new Random(42);
        Deque<Waiter> model = new ArrayDeque<>();
        List<Waiter> gone = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    Waiter w = plain();
                    queue.enqueue(w);
                    model.addLast(w);
                }
                case 2 -> {
                    Waiter w = plain();
                    queue.enqueueFirst(w);
                    model.addFirst(w);
                }
                case 3 -> {
                    assertThat(queue.peek()).isSameAs(model.peekFirst());
                    assertThat(queue.dequeue()).isSameAs(model.pollFirst());
                }
                default -> removeOne(random, model, gone);
            }
            assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
        }
    }

    private void removeOne(Random random, Deque<Waiter> model, List<Waiter> gone) {
        if (model.isEmpty()) {
            return;
        }
        Waiter w = List.copyOf(model).get(random.nextInt(model.size()));
        assertThat(queue.remove(w)).isTrue();
        assertThat(queue.remove(w)).isFalse();
        model.remove(w);
        gone.add(w);
    }
}
