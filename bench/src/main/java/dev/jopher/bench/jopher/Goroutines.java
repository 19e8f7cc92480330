package dev.jopher.bench.jopher;

import static dev.jopher.Go.*;
import static dev.jopher.bench.jopher.JopherEngine.parallel;
import static java.util.Objects.requireNonNull;

import java.util.Map;

import dev.jopher.Channel;
import dev.jopher.Unit;
import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;
import dev.jopher.bench.worker.Check;
import dev.jopher.sync.WaitGroup;

/** Making goroutines, and well-known programs; {@code bench/go/goroutines.go} has the originals. */
final class Goroutines {
    private Goroutines() {}

    static void add(Map<String, Body> rows) {
        rows.put("CreateGoroutines", b -> create(b, 1));
        rows.put("CreateGoroutinesParallel", b -> create(b, b.procs()));
        rows.put("CreateGoroutinesCapture", Goroutines::createCapture);
        rows.put("Gosched", Goroutines::yield);
        rows.put("DaisyChain", Goroutines::daisyChain);
        rows.put("PrimeSieve", Goroutines::primeSieve);
        rows.put("WorkerPool", Goroutines::workerPool);
        rows.put("Pipeline", Goroutines::pipeline);
        rows.put("ForkJoin", Goroutines::forkJoin);
        rows.put("ForkJoinPool", Goroutines::forkJoin);
        rows.put("PingPongHog", Goroutines::pingPongHog);
    }

    private static void create(Bench b, int chains) {
        var c = new Channel<Unit>();
        for (int i = 0; i < chains; i++) {
            go(() -> next(b.n() / chains, c));
        }
        for (int i = 0; i < chains; i++) {
            c.receive();
        }
    }

    private static void next(int n, Channel<Unit> c) {
        if (n == 0) {
            c.send(UNIT);
            return;
        }
        go(() -> next(n - 1, c));
    }

    private static void createCapture(Bench b) {
        for (int i = 0; i < b.n(); i++) {
            int n = 4;
            var done = new WaitGroup();
            done.add(n);
            for (int k = 0; k < n; k++) {
                int captured = k;
                go(() -> {
                    Check.that(captured < n);
                    done.done();
                });
            }
            done.await();
        }
    }

    private static void yield(Bench b) {
        parallel(b, 2, s -> {
            while (s.next()) {
                gosched();
            }
        });
    }

    private static void daisyChain(Bench b) {
        int length = b.size(100_000);
        b.operations(length);
        for (int i = 0; i < b.n(); i++) {
            var leftmost = new Channel<Integer>();
            var end = leftmost;
            for (int k = 0; k < length; k++) {
                var left = end;
                var right = new Channel<Integer>();
                go(() -> left.send(1 + requireNonNull(right.receive())));
                end = right;
            }
            go(Channel<Integer>::send, end, 1);
            Check.that(requireNonNull(leftmost.receive()) == length + 1);
        }
    }

    private static void primeSieve(Bench b) {
        int primes = b.size(2000);
        for (int i = 0; i < b.n(); i++) {
            var end = new Channel<Unit>();
            Check.prime(primes, sieve(primes, end));
            end.close();
        }
    }

    private static int sieve(int n, Channel<Unit> end) {
        var first = new Channel<Integer>();
        go(() -> generate(first, end));
        var c = first;
        int prime = 0;
        for (int i = 0; i < n; i++) {
            prime = requireNonNull(c.receive());
            var next = new Channel<Integer>();
            go(Goroutines::filter, c, next, prime);
            c = next;
        }
        go(Goroutines::drain, c);
        return prime;
    }

    private static void generate(Channel<Integer> c, Channel<Unit> end) {
        for (int i = 2; end.tryReceiveOk() == null; i++) {
            c.send(i);
        }
        c.close();
    }

    private static void filter(Channel<Integer> in, Channel<Integer> out, int prime) {
        for (Integer i = in.receive(); i != null; i = in.receive()) {
            if (i % prime != 0) {
                out.send(i);
            }
        }
        out.close();
    }

    private static void drain(Channel<Integer> c) {
        while (c.receive() != null) {
        }
    }

    private static void workerPool(Bench b) {
        int tasks = b.size(1_000_000);
        b.operations(tasks);
        for (int i = 0; i < b.n(); i++) {
            var jobs = new Channel<Integer>(100);
            var results = new Channel<Integer>(100);
            for (int w = 0; w < 8; w++) {
                go(() -> {
                    for (Integer j = jobs.receive(); j != null; j = jobs.receive()) {
                        results.send(j & 1);
                    }
                });
            }
            go(() -> {
                for (int j = 0; j < tasks; j++) {
                    jobs.send(j);
                }
                jobs.close();
            });
            int sum = 0;
            for (int j = 0; j < tasks; j++) {
                sum += requireNonNull(results.receive());
            }
            Check.that(sum == tasks / 2);
        }
    }

    /** An object that one goroutine after another writes. */
    private static final class Item {
        private long value;

        Item(long value) {
            this.value = value;
        }
    }

    private static void pipeline(Bench b) {
        int stages = 3;
        var first = new Channel<Item>(16);
        go(() -> {
            for (int i = 0; i < b.n(); i++) {
                first.send(new Item(i));
            }
            first.close();
        });
        var last = first;
        for (int i = 0; i < stages; i++) {
            var from = last;
            var to = new Channel<Item>(16);
            go(() -> stage(from, to));
            last = to;
        }
        long sum = 0;
        for (Item item : last) {
            sum += item.value;
        }
        Check.that(sum == (b.n() - 1L) * b.n() / 2 + (long) stages * b.n());
    }

    private static void stage(Channel<Item> from, Channel<Item> to) {
        for (Item item : from) {
            item.value++;
            to.send(item);
        }
        to.close();
    }

    private static void forkJoin(Bench b) {
        b.operations(10_945);
        for (int i = 0; i < b.n(); i++) {
            Check.that(fib(20) == 6765);
        }
    }

    private static int fib(int n) {
        if (n < 2) {
            return n;
        }
        var half = new Channel<Integer>(1);
        go(() -> half.send(fib(n - 1)));
        int other = fib(n - 2);
        return requireNonNull(half.receive()) + other;
    }

    private static void pingPongHog(Bench b) {
        var stop = new Channel<Unit>();
        var running = new Channel<Unit>();
        var all = new WaitGroup();
        for (int i = 0; i < b.procs(); i++) {
            all.go(() -> {
                running.send(UNIT);
                while (stop.tryReceiveOk() == null) {
                }
            });
        }
        for (int i = 0; i < b.procs(); i++) {
            running.receive();
        }
        var ping = new Channel<Integer>();
        var pong = new Channel<Integer>();
        all.go(() -> {
            for (int i = 0; i < b.n(); i++) {
                ping.receive();
                pong.send(1);
            }
        });
        b.resetTimer();
        for (int i = 0; i < b.n(); i++) {
            ping.send(1);
            pong.receive();
        }
        b.stopTimer();
        stop.close();
        all.await();
    }
}
