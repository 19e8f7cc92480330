package dev.jopher.bench.jdk;

import static dev.jopher.bench.worker.VirtualThreads.parallel;
import static dev.jopher.bench.worker.VirtualThreads.start;

import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;
import dev.jopher.bench.worker.Share;
import dev.jopher.bench.worker.Work;
import org.jspecify.annotations.Nullable;

/**
 * The rows of channels with blocking queues; {@code bench/go/channels.go} has the originals. There
 * is no select here, and no closing: a stream ends with a last value.
 */
final class Queues {
    private static final int CALLS_PER_SCHED = 1000;

    private static @Nullable BlockingQueue<Integer> made;

    private Queues() {}

    static void add(Map<String, Body> rows) {
        rows.put("MakeChan", Queues::makeChan);
        rows.put("ChanNonblocking", Queues::nonblocking);
        rows.put("ChanUncontended",
                b -> parallel(b, 1, s -> fillAndDrain(s, new ArrayBlockingQueue<>(100))));
        rows.put("ChanContended", Queues::contended);
        rows.put("ChanSync", Queues::sync);
        rows.put("ChanProdCons0", b -> prodCons(b, new SynchronousQueue<>(), 0));
        rows.put("ChanProdCons10", b -> prodCons(b, new ArrayBlockingQueue<>(10), 0));
        rows.put("ChanProdCons100", b -> prodCons(b, new ArrayBlockingQueue<>(100), 0));
        rows.put("ChanProdConsWork0", b -> prodCons(b, new SynchronousQueue<>(), 100));
        rows.put("ChanProdConsWork10", b -> prodCons(b, new ArrayBlockingQueue<>(10), 100));
        rows.put("ChanProdConsWork100", b -> prodCons(b, new ArrayBlockingQueue<>(100), 100));
        rows.put("ChanSem", Queues::sem);
        rows.put("StreamUnbuffered", b -> stream(b, new SynchronousQueue<>()));
        rows.put("StreamBuffered100", b -> stream(b, new ArrayBlockingQueue<>(100)));
        rows.put("PingPong", Queues::pingPong);
        rows.put("Buffered8x8", Queues::buffered8x8);
        rows.put("SelectNonblock", Queues::selectNonblock);
    }

    private static void makeChan(Bench b) {
        for (int i = 0; i < b.n(); i++) {
            made = new ArrayBlockingQueue<>(8);
        }
    }

    private static void nonblocking(Bench b) throws InterruptedException {
        var c = new SynchronousQueue<Integer>();
        parallel(b, 1, s -> {
            while (s.next()) {
                c.poll();
            }
        });
    }

    private static void selectNonblock(Bench b) throws InterruptedException {
        var c1 = new SynchronousQueue<Integer>();
        var c2 = new SynchronousQueue<Integer>();
        var c3 = new ArrayBlockingQueue<Integer>(1);
        var c4 = new ArrayBlockingQueue<Integer>(1);
        parallel(b, 1, s -> {
            while (s.next()) {
                c1.poll();
                c2.offer(0);
                c3.poll();
                c4.offer(0);
            }
        });
    }

    private static void contended(Bench b) throws InterruptedException {
        var c = new ArrayBlockingQueue<Integer>(100 * b.procs());
        parallel(b, 1, s -> fillAndDrain(s, c));
    }

    private static void fillAndDrain(Share s, BlockingQueue<Integer> c)
            throws InterruptedException {
        while (s.next()) {
            for (int i = 0; i < 100; i++) {
                c.put(0);
            }
            for (int i = 0; i < 100; i++) {
                c.take();
            }
        }
    }

    private static void sync(Bench b) throws InterruptedException {
        var left = new AtomicInteger(b.n() / CALLS_PER_SCHED / 2 * 2);
        var c = new SynchronousQueue<Integer>();
        var done = new CountDownLatch(2);
        for (int p = 0; p < 2; p++) {
            start(() -> {
                for (int i = left.decrementAndGet(); i >= 0; i = left.decrementAndGet()) {
                    if (i % 2 == 0) {
                        takeAndPut(c);
                    } else {
                        putAndTake(c);
                    }
                }
                done.countDown();
            });
        }
        done.await();
    }

    private static void takeAndPut(BlockingQueue<Integer> c) throws InterruptedException {
        for (int g = 0; g < CALLS_PER_SCHED; g++) {
            c.take();
            c.put(0);
        }
    }

    private static void putAndTake(BlockingQueue<Integer> c) throws InterruptedException {
        for (int g = 0; g < CALLS_PER_SCHED; g++) {
            c.put(0);
            c.take();
        }
    }

    private static void prodCons(Bench b, BlockingQueue<Integer> c, int localWork)
            throws InterruptedException {
        var left = new AtomicInteger(b.n() / CALLS_PER_SCHED);
        var done = new ArrayBlockingQueue<Boolean>(2 * b.procs());
        for (int p = 0; p < b.procs(); p++) {
            start(() -> done.put(produce(left, c, localWork)));
            start(() -> done.put(consume(c, localWork)));
        }
        for (int p = 0; p < 2 * b.procs(); p++) {
            done.take();
        }
    }

    private static boolean produce(AtomicInteger left, BlockingQueue<Integer> c, int localWork)
            throws InterruptedException {
        long foo = Work.start();
        while (left.decrementAndGet() >= 0) {
            for (int g = 0; g < CALLS_PER_SCHED; g++) {
                foo = Work.work(foo, localWork);
                c.put(1);
            }
        }
        c.put(0);
        return foo == 42;
    }

    private static boolean consume(BlockingQueue<Integer> c, int localWork)
            throws InterruptedException {
        long foo = Work.start();
        while (c.take() != 0) {
            foo = Work.work(foo, localWork);
        }
        return foo == 42;
    }

    private static void sem(Bench b) throws InterruptedException {
        var c = new ArrayBlockingQueue<Boolean>(b.procs());
        parallel(b, 1, s -> {
            while (s.next()) {
                c.put(true);
                c.take();
            }
        });
    }

    private static void stream(Bench b, BlockingQueue<Integer> c) throws InterruptedException {
        start(() -> {
            for (int i = 0; i < b.n(); i++) {
                c.put(1);
            }
            c.put(0);
        });
        while (c.take() != 0) {
        }
    }

    private static void pingPong(Bench b) throws InterruptedException {
        var ping = new SynchronousQueue<Integer>();
        var pong = new SynchronousQueue<Integer>();
        start(() -> {
            for (int i = 0; i < b.n(); i++) {
                ping.take();
                pong.put(1);
            }
        });
        for (int i = 0; i < b.n(); i++) {
            ping.put(1);
            pong.take();
        }
    }

    private static void buffered8x8(Bench b) throws InterruptedException {
        var c = new ArrayBlockingQueue<Integer>(100);
        var done = new CountDownLatch(16);
        int each = b.n() / 8 + 1;
        for (int p = 0; p < 8; p++) {
            start(() -> {
                for (int i = 0; i < each; i++) {
                    c.put(1);
                }
                done.countDown();
            });
            start(() -> {
                for (int i = 0; i < each; i++) {
                    c.take();
                }
                done.countDown();
            });
        }
        done.await();
    }
}
