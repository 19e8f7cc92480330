package dev.jopher.bench.jdk;

import static dev.jopher.bench.worker.VirtualThreads.start;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;
import dev.jopher.bench.worker.Work;

/** Timers of virtual threads; {@code bench/go/times.go} has the originals. */
final class Times {
    private static final Duration TENTH = Duration.ofMillis(100);

    private Times() {}

    static void add(Map<String, Body> rows) {
        rows.put("Sleepers1M", Times::sleepers);
        rows.put("TickerLateness", Times::tickerLateness);
        rows.put("TimeoutBesideBusy", Times::timeoutBesideBusy);
    }

    private static void sleepers(Bench b) throws InterruptedException {
        int count = b.size(1_000_000);
        b.operations(count);
        for (int i = 0; i < b.n(); i++) {
            var done = new CountDownLatch(count);
            for (int k = 0; k < count; k++) {
                start(() -> {
                    Thread.sleep(TENTH);
                    done.countDown();
                });
            }
            done.await();
        }
    }

    /** Measures a virtual thread that sleeps until its next tick. */
    private static void tickerLateness(Bench b) throws InterruptedException {
        var stop = new AtomicBoolean();
        var load = new CountDownLatch(2 * b.procs());
        for (int i = 0; i < 2 * b.procs(); i++) {
            start(() -> {
                workAndYield(stop);
                load.countDown();
            });
        }
        long late = 0;
        long start = System.nanoTime();
        for (int i = 1; i <= b.n(); i++) {
            long due = start + i * 5_000_000L;
            Thread.sleep(Duration.ofNanos(due - System.nanoTime()));
            late += System.nanoTime() - due;
        }
        stop.set(true);
        load.await();
        b.report((double) late / b.n());
    }

    private static void workAndYield(AtomicBoolean stop) {
        long foo = Work.start();
        while (!stop.get()) {
            foo = Work.work(foo, 50_000);
            Thread.yield();
        }
        Work.keep(foo);
    }

    /** Measures the same as {@code bench/go/cliffs.go}. */
    private static void timeoutBesideBusy(Bench b) throws InterruptedException {
        long nanos = 0;
        for (int i = 0; i < b.n(); i++) {
            var stop = new AtomicBoolean();
            var busy = new CountDownLatch(4);
            long end = System.nanoTime() + b.size(3000) * 1_000_000L;
            for (int k = 0; k < 4; k++) {
                start(() -> {
                    Work.until(stop, end);
                    busy.countDown();
                });
            }
            long start = System.nanoTime();
            Thread.sleep(b.size(300));
            nanos += System.nanoTime() - start;
            stop.set(true);
            busy.await();
        }
        b.report((double) nanos / b.n());
    }
}
