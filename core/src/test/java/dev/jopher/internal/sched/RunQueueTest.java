package dev.jopher.internal.sched;

import static dev.jopher.internal.support.Goroutine.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.junit.jupiter.api.Test;

/** A processor's ring: one owner, and thieves. */
class RunQueueTest {
    private final RunQueue ring = new RunQueue();
    private final Runnable[] batch = new Runnable[RunQueue.HALF];

    private void put(List<Runnable> items) {
        items.forEach(r -> assertThat(ring.put(r)).isTrue());
    }

    private List<Runnable> stolen() {
        return List.of(Arrays.copyOf(batch, ring.steal(batch)));
    }

    @Test
    void ringIsFifo() {
        List<Runnable> items = NumberedTask.some(0, 3);
        put(items);
        items.forEach(r -> assertThat(ring.take()).isSameAs(r));
        assertThat(ring.take()).isNull();
        assertThat(ring.isEmpty()).isTrue();
    }

    @Test
    void fullRingRefusesPut() {
        put(NumberedTask.some(0, RunQueue.SIZE));
        assertThat(ring.hasRoom()).isFalse();
        assertThat(ring.put(new NumberedTask(-1))).isFalse();
        assertThat(ring.take()).isEqualTo(new NumberedTask(0));
        assertThat(ring.put(new NumberedTask(-1))).isTrue();
    }

    @Test
    void stealTakesOlderHalfRoundedUp() {
        assertThat(stolen()).isEmpty();
        put(NumberedTask.some(0, 5));
        assertThat(stolen()).isEqualTo(NumberedTask.some(0, 3));
        assertThat(stolen()).isEqualTo(NumberedTask.some(3, 4));
        assertThat(stolen()).isEqualTo(NumberedTask.some(4, 5));
        put(NumberedTask.some(0, RunQueue.SIZE));
        assertThat(stolen()).isEqualTo(NumberedTask.some(0, RunQueue.HALF));
    }

    @Test
    void wrappingRingKeepsOrder() {
        for (int i = 0; i < 10 * RunQueue.SIZE; i++) {
            put(NumberedTask.some(3 * i, 3 * i + 3));
            assertThat(ring.take()).isEqualTo(new NumberedTask(3 * i));
            assertThat(stolen()).containsExactly(new NumberedTask(3 * i + 1));
            assertThat(ring.take()).isEqualTo(new NumberedTask(3 * i + 2));
        }
    }

    /** Otherwise a goroutine that leaks after it has run here would never be collected. */
    @Test
    void takenOrStolenItemIsCollectable() {
        List<Runnable> items = NumberedTask.some(0, 100);
        List<WeakReference<Runnable>> weak = NumberedTask.weak(items);
        put(items);
        items.clear();
        stolen();
        Arrays.fill(batch, RunQueue.NOTHING);
        do {
        } while (ring.take() != null);
        until(() -> NumberedTask.alive(weak) == 0);
        Reference.reachabilityFence(ring);
    }

    /** The slots of thieves are cleared late, here many rounds later. */
    @Test
    void itemStolenManyRoundsAgoIsCollectable() {
        put(NumberedTask.some(0, 2));
        stolen();
        for (int i = 0; i < 10 * RunQueue.SIZE; i++) {
            put(NumberedTask.some(0, 1));
            ring.take();
        }
        takenOrStolenItemIsCollectable();
    }

    /**
     * The owner puts and takes as a carrier does, and each item that a thread gets is counted. A
     * thief that loses the race keeps nothing of what it has read.
     */
    @Test
    void racingOwnerAndThievesDeliverEachItemOnceAndKeepNone() throws InterruptedException {
        int n = 2_000_000;
        var got = new AtomicIntegerArray(n);
        var kept = new AtomicInteger();
        List<Thread> thieves = new ArrayList<>();
        var done = new AtomicBoolean();
        for (int i = 0; i < 2; i++) {
            thieves.add(Thread.ofPlatform().daemon().start(() -> {
                Runnable[] own = new Runnable[RunQueue.HALF];
                Arrays.fill(own, RunQueue.NOTHING);
                while (!done.get()) {
                    for (int k = ring.steal(own); k > 0; k--) {
                        got.incrementAndGet(NumberedTask.numberOf(own[k - 1]));
                        own[k - 1] = RunQueue.NOTHING;
                    }
                    kept.addAndGet(countItems(own));
                }
            }));
        }
        putAndTakeAll(n, got);
        done.set(true);
        for (Thread t : thieves) {
            t.join();
        }
        for (int i = 0; i < n; i++) {
            assertThat(got.get(i)).as("number %d", i).isEqualTo(1);
        }
        assertThat(kept).hasValue(0);
    }

    private static int countItems(Runnable[] batch) {
        return (int) Arrays.stream(batch).filter(r -> r != RunQueue.NOTHING).count();
    }

    private void putAndTakeAll(int n, AtomicIntegerArray got) {
        for (int i = 0; i < n; i++) {
            Runnable r = new NumberedTask(i);
            while (!ring.put(r)) {
                take(got);
            }
            if (i % 3 == 0) {
                take(got);
            }
        }
        while (take(got)) {
        }
    }

    private boolean take(AtomicIntegerArray got) {
        Runnable r = ring.take();
        if (r != null) {
            got.incrementAndGet(NumberedTask.numberOf(r));
        }
        return r != null;
    }
}
