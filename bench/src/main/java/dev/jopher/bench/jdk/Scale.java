package dev.jopher.bench.jdk;

import static dev.jopher.bench.worker.VirtualThreads.start;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;

import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;

/** Few threads and many; {@code bench/go/scale.go} has the originals. */
final class Scale {
    /** What ends a thread: a queue cannot be closed. */
    private static final int END = 0;

    private Scale() {}

    static void add(Map<String, Body> rows) {
        rows.put("Ring100", b -> ring(b, 100));
        rows.put("Ring10k", b -> ring(b, b.size(10_000)));
        rows.put("Ring1M", b -> ring(b, b.size(1_000_000)));
    }

    private static void ring(Bench b, int size) throws InterruptedException {
        b.operations(size);
        b.stopTimer();
        var queues = new ArrayList<BlockingQueue<Integer>>(size);
        for (int i = 0; i < size; i++) {
            queues.add(new SynchronousQueue<>());
        }
        var done = new CountDownLatch(1);
        var started = new CountDownLatch(size);
        for (int i = 0; i < size; i++) {
            var from = queues.get(i);
            var to = queues.get((i + 1) % size);
            start(() -> {
                started.countDown();
                pass(from, to, done);
            });
        }
        started.await();
        b.startTimer();
        queues.getFirst().put(b.n() * size);
        done.await();
        b.stopTimer();
        for (var q : queues) {
            q.put(END);
        }
    }

    private static void pass(BlockingQueue<Integer> from, BlockingQueue<Integer> to,
            CountDownLatch done) throws InterruptedException {
        for (int hops = from.take(); hops != END; hops = from.take()) {
            if (hops == 1) {
                done.countDown();
            } else {
                to.put(hops - 1);
            }
        }
    }
}
