package dev.jopher.bench.jdk;

import static dev.jopher.bench.worker.VirtualThreads.parallel;
import static dev.jopher.bench.worker.VirtualThreads.start;

import java.io.Serial;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;
import dev.jopher.bench.worker.Check;

/**
 * Making virtual threads, and well-known programs; {@code bench/go/goroutines.go} has the
 * originals.
 */
final class Threads {
    /** The last value of a stream: a queue cannot be closed. */
    private static final int END = -1;

    private Threads() {}

    static void add(Map<String, Body> rows) {
        rows.put("CreateGoroutines", b -> create(b, 1));
        rows.put("CreateGoroutinesParallel", b -> create(b, b.procs()));
        rows.put("CreateGoroutinesCapture", Threads::createCapture);
        rows.put("Gosched", Threads::yield);
        rows.put("DaisyChain", Threads::daisyChain);
        rows.put("PrimeSieve", Threads::primeSieve);
        rows.put("WorkerPool", Threads::workerPool);
        rows.put("ForkJoin", Threads::forkJoin);
        rows.put("ForkJoinPool", Threads::forkJoinPool);
        rows.put("PingPongHog", Threads::pingPongHog);
    }

    private static void create(Bench b, int chains) throws InterruptedException {
        var done = new CountDownLatch(chains);
        for (int i = 0; i < chains; i++) {
            start(() -> next(b.n() / chains, done));
        }
        done.await();
    }

    private static void next(int n, CountDownLatch done) {
        if (n == 0) {
            done.countDown();
            return;
        }
        start(() -> next(n - 1, done));
    }

    private static void createCapture(Bench b) throws InterruptedException {
        for (int i = 0; i < b.n(); i++) {
            int n = 4;
            var done = new CountDownLatch(n);
            for (int k = 0; k < n; k++) {
                int captured = k;
                start(() -> {
                    Check.that(captured < n);
                    done.countDown();
                });
            }
            done.await();
        }
    }

    private static void yield(Bench b) throws InterruptedException {
        parallel(b, 2, s -> {
            while (s.next()) {
                Thread.yield();
            }
        });
    }

    private static void daisyChain(Bench b) throws InterruptedException {
        int length = b.size(100_000);
        b.operations(length);
        for (int i = 0; i < b.n(); i++) {
            var leftmost = new SynchronousQueue<Integer>();
            var end = leftmost;
            for (int k = 0; k < length; k++) {
                var left = end;
                var right = new SynchronousQueue<Integer>();
                start(() -> left.put(1 + right.take()));
                end = right;
            }
            var rightmost = end;
            start(() -> rightmost.put(1));
            Check.that(leftmost.take() == length + 1);
        }
    }

    private static void primeSieve(Bench b) throws InterruptedException {
        int primes = b.size(2000);
        for (int i = 0; i < b.n(); i++) {
            var end = new AtomicBoolean();
            Check.prime(primes, sieve(primes, end));
            end.set(true);
        }
    }

    private static int sieve(int n, AtomicBoolean end) throws InterruptedException {
        var first = new SynchronousQueue<Integer>();
        start(() -> generate(first, end));
        var c = first;
        int prime = 0;
        for (int i = 0; i < n; i++) {
            int p = c.take();
            var in = c;
            var next = new SynchronousQueue<Integer>();
            start(() -> filter(in, next, p));
            c = next;
            prime = p;
        }
        var last = c;
        start(() -> drain(last));
        return prime;
    }

    private static void generate(BlockingQueue<Integer> c, AtomicBoolean end)
            throws InterruptedException {
        for (int i = 2; !end.get(); i++) {
            c.put(i);
        }
        c.put(END);
    }

    private static void filter(BlockingQueue<Integer> in, BlockingQueue<Integer> out, int prime)
            throws InterruptedException {
        for (int i = in.take(); i != END; i = in.take()) {
            if (i % prime != 0) {
                out.put(i);
            }
        }
        out.put(END);
    }

    private static void drain(BlockingQueue<Integer> c) throws InterruptedException {
        while (c.take() != END) {
        }
    }

    private static void workerPool(Bench b) throws InterruptedException {
        int tasks = b.size(1_000_000);
        b.operations(tasks);
        for (int i = 0; i < b.n(); i++) {
            var jobs = new ArrayBlockingQueue<Integer>(100);
            var results = new ArrayBlockingQueue<Integer>(100);
            for (int w = 0; w < 8; w++) {
                start(() -> {
                    for (int j = jobs.take(); j != END; j = jobs.take()) {
                        results.put(j & 1);
                    }
                });
            }
            start(() -> {
                for (int j = 0; j < tasks; j++) {
                    jobs.put(j);
                }
                for (int w = 0; w < 8; w++) {
                    jobs.put(END);
                }
            });
            int sum = 0;
            for (int j = 0; j < tasks; j++) {
                sum += results.take();
            }
            Check.that(sum == tasks / 2);
        }
    }

    private static void forkJoin(Bench b) throws Exception {
        b.operations(10_945);
        for (int i = 0; i < b.n(); i++) {
            Check.that(fib(20) == 6765);
        }
    }

    private static int fib(int n) throws Exception {
        if (n < 2) {
            return n;
        }
        var half = new FutureTask<Integer>(() -> fib(n - 1));
        Thread.startVirtualThread(half);
        int other = fib(n - 2);
        return half.get() + other;
    }

    private static void forkJoinPool(Bench b) {
        b.operations(10_945);
        try (var pool = new ForkJoinPool(b.procs())) {
            for (int i = 0; i < b.n(); i++) {
                Check.that(pool.invoke(new Fib(20)) == 6765);
            }
        }
    }

    private static final class Fib extends RecursiveTask<Integer> {
        @Serial
        private static final long serialVersionUID = 1;

        private final int n;

        Fib(int n) {
            this.n = n;
        }

        @Override
        protected Integer compute() {
            if (n < 2) {
                return n;
            }
            var half = new Fib(n - 1);
            half.fork();
            int other = new Fib(n - 2).compute();
            return half.join() + other;
        }
    }

    private static void pingPongHog(Bench b) throws InterruptedException {
        var stop = new AtomicBoolean();
        var running = new CountDownLatch(b.procs());
        var all = new CountDownLatch(b.procs());
        for (int i = 0; i < b.procs(); i++) {
            start(() -> {
                running.countDown();
                while (!stop.get()) {
                }
                all.countDown();
            });
        }
        running.await();
        var ping = new SynchronousQueue<Integer>();
        var pong = new SynchronousQueue<Integer>();
        start(() -> {
            for (int i = 0; i < b.n(); i++) {
                ping.take();
                pong.put(1);
            }
        });
        b.resetTimer();
        for (int i = 0; i < b.n(); i++) {
            ping.put(1);
            pong.take();
        }
        b.stopTimer();
        stop.set(true);
        all.await();
    }
}
