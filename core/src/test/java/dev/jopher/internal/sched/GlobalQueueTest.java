package dev.jopher.internal.sched;

import static dev.jopher.internal.support.Goroutine.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.junit.jupiter.api.Test;

/** The queue of runnable goroutines that belong to no processor. */
class GlobalQueueTest {
    private final GlobalQueue queue = new GlobalQueue();
    private final RunQueue ring = new RunQueue();
    private final Runnable[] buffer = new Runnable[RunQueue.HALF];

    private List<Runnable> takeAll() {
        List<Runnable> taken = new ArrayList<>();
        for (Runnable r = queue.take(); r != null; r = queue.take()) {
            taken.add(r);
        }
        assertThat(queue.isEmpty()).isTrue();
        return taken;
    }

    @Test
    void growingAndWrappingQueueIsFifo() {
        for (int n : new int[] {1, 255, 256, 257, 1_000, 100_000}) {
            NumberedTask.some(-100, 0).forEach(queue::put);
            for (int i = -100; i < 0; i++) {
                assertThat(queue.take()).isEqualTo(new NumberedTask(i));
                queue.put(new NumberedTask(n + i));
            }
            NumberedTask.some(n, n + n).forEach(queue::put);
            assertThat(queue.size()).isEqualTo(100 + n);
            assertThat(takeAll()).isEqualTo(NumberedTask.some(n - 100, n + n));
        }
    }

    @Test
    void putHalfMovesOlderHalfOfRingThenOverflowItem() {
        NumberedTask.some(0, RunQueue.SIZE).forEach(ring::put);
        queue.putHalf(ring, new NumberedTask(-1), buffer);
        List<Runnable> expected = NumberedTask.some(0, RunQueue.HALF);
        expected.add(new NumberedTask(-1));
        assertThat(takeAll()).isEqualTo(expected);
        assertThat(ring.take()).isEqualTo(new NumberedTask(RunQueue.HALF));
    }

    @Test
    void putAllEmptiesRing() {
        NumberedTask.some(0, RunQueue.SIZE).forEach(ring::put);
        queue.putAll(ring, buffer);
        assertThat(ring.isEmpty()).isTrue();
        assertThat(takeAll()).isEqualTo(NumberedTask.some(0, RunQueue.SIZE));
    }

    @Test
    void putNextMovesNextOfProcessor() {
        P p = new P(0, new GoScheduler(1), Growth.LARGEST_STACK);
        queue.putNext(p);
        assertThat(queue.isEmpty()).isTrue();
        p.putNext(new NumberedTask(1));
        queue.putNext(p);
        assertThat(p.next()).isNull();
        assertThat(takeAll()).isEqualTo(NumberedTask.some(1, 2));
    }

    @Test
    void batchIsOneToRunPlusFairPartOfRest() {
        assertThat(queue.takeBatch(ring, 1)).isNull();
        NumberedTask.some(0, 9).forEach(queue::put);
        assertThat(queue.takeBatch(ring, 4)).isEqualTo(new NumberedTask(0));
        assertThat(ring.take()).isEqualTo(new NumberedTask(1));
        assertThat(ring.take()).isEqualTo(new NumberedTask(2));
        assertThat(ring.isEmpty()).isTrue();
        assertThat(takeAll()).isEqualTo(NumberedTask.some(3, 9));
    }

    @Test
    void batchIsAtMostHalfRing() {
        NumberedTask.some(0, 1_000).forEach(queue::put);
        assertThat(queue.takeBatch(ring, 1)).isEqualTo(new NumberedTask(0));
        assertThat(queue.size()).isEqualTo(1_000 - RunQueue.HALF);
    }

    /** Otherwise a goroutine that leaks after it has run would never be collected. */
    @Test
    void takenItemIsCollectable() {
        List<Runnable> items = NumberedTask.some(0, 1_000); // the queue grows while some are in
        List<WeakReference<Runnable>> weak = NumberedTask.weak(items);
        items.forEach(queue::put);
        items.clear();
        takeAll();
        until(() -> NumberedTask.alive(weak) == 0);
        Reference.reachabilityFence(queue);
    }

    @Test
    void concurrentTakesDeliverEachItemOnce() throws InterruptedException {
        int n = 100_000;
        var got = new AtomicIntegerArray(2 * n);
        var left = new AtomicInteger(2 * n);
        List<Thread> threads = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
            int from = k * n;
            threads.add(Thread.ofPlatform().start(() -> NumberedTask.some(from, from + n)
                    .forEach(queue::put)));
            threads.add(Thread.ofPlatform().start(() -> takeWhile(left, got)));
        }
        for (Thread t : threads) {
            t.join();
        }
        for (int i = 0; i < 2 * n; i++) {
            assertThat(got.get(i)).as("number %d", i).isEqualTo(1);
        }
    }

    private void takeWhile(AtomicInteger left, AtomicIntegerArray got) {
        RunQueue own = new RunQueue();
        while (left.get() > 0) {
            Runnable r = queue.takeBatch(own, 3);
            for (; r != null; r = own.take()) {
                got.incrementAndGet(NumberedTask.numberOf(r));
                left.decrementAndGet();
            }
        }
    }
}
