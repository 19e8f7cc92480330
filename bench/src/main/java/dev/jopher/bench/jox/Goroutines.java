package dev.jopher.bench.jox;

import static com.softwaremill.jox.Channel.newBufferedChannel;
import static com.softwaremill.jox.Channel.newRendezvousChannel;
import static dev.jopher.bench.worker.VirtualThreads.start;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.ChannelClosed;
import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;
import dev.jopher.bench.worker.Check;

/**
 * Rows of goroutines in which there are channels; {@code bench/go/goroutines.go} has the originals.
 */
final class Goroutines {
    private Goroutines() {}

    static void add(Map<String, Body> rows) {
        rows.put("CreateGoroutines", b -> create(b, 1));
        rows.put("CreateGoroutinesParallel", b -> create(b, b.procs()));
        rows.put("DaisyChain", Goroutines::daisyChain);
        rows.put("PrimeSieve", Goroutines::primeSieve);
        rows.put("WorkerPool", Goroutines::workerPool);
        rows.put("ForkJoin", Goroutines::forkJoin);
        rows.put("PingPongHog", Goroutines::pingPongHog);
    }

    private static void create(Bench b, int chains) throws InterruptedException {
        Channel<Boolean> c = newRendezvousChannel();
        for (int i = 0; i < chains; i++) {
            start(() -> next(b.n() / chains, c));
        }
        for (int i = 0; i < chains; i++) {
            c.receive();
        }
    }

    private static void next(int n, Channel<Boolean> c) throws InterruptedException {
        if (n == 0) {
            c.send(true);
            return;
        }
        start(() -> next(n - 1, c));
    }

    private static void daisyChain(Bench b) throws InterruptedException {
        int length = b.size(100_000);
        b.operations(length);
        for (int i = 0; i < b.n(); i++) {
            Channel<Integer> leftmost = newRendezvousChannel();
            var end = leftmost;
            for (int k = 0; k < length; k++) {
                var left = end;
                Channel<Integer> right = newRendezvousChannel();
                start(() -> left.send(1 + right.receive()));
                end = right;
            }
            var rightmost = end;
            start(() -> rightmost.send(1));
            Check.that(leftmost.receive() == length + 1);
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
        Channel<Integer> first = newRendezvousChannel();
        start(() -> generate(first, end));
        var c = first;
        int prime = 0;
        for (int i = 0; i < n; i++) {
            int p = c.receive();
            var in = c;
            Channel<Integer> next = newRendezvousChannel();
            start(() -> filter(in, next, p));
            c = next;
            prime = p;
        }
        var last = c;
        start(() -> drain(last));
        return prime;
    }

    private static void generate(Channel<Integer> c, AtomicBoolean end)
            throws InterruptedException {
        for (int i = 2; !end.get(); i++) {
            c.send(i);
        }
        c.done();
    }

    private static void filter(Channel<Integer> in, Channel<Integer> out, int prime)
            throws InterruptedException {
        while (in.receiveOrClosed() instanceof Integer i) {
            if (i % prime != 0) {
                out.send(i);
            }
        }
        out.done();
    }

    private static void drain(Channel<Integer> c) throws InterruptedException {
        while (!(c.receiveOrClosed() instanceof ChannelClosed)) {
        }
    }

    private static void workerPool(Bench b) throws InterruptedException {
        int tasks = b.size(1_000_000);
        b.operations(tasks);
        for (int i = 0; i < b.n(); i++) {
            Channel<Integer> jobs = newBufferedChannel(100);
            Channel<Integer> results = newBufferedChannel(100);
            for (int w = 0; w < 8; w++) {
                start(() -> {
                    while (jobs.receiveOrClosed() instanceof Integer j) {
                        results.send(j & 1);
                    }
                });
            }
            start(() -> {
                for (int j = 0; j < tasks; j++) {
                    jobs.send(j);
                }
                jobs.done();
            });
            int sum = 0;
            for (int j = 0; j < tasks; j++) {
                sum += results.receive();
            }
            Check.that(sum == tasks / 2);
        }
    }

    private static void forkJoin(Bench b) throws InterruptedException {
        b.operations(10_945);
        for (int i = 0; i < b.n(); i++) {
            Check.that(fib(20) == 6765);
        }
    }

    private static int fib(int n) throws InterruptedException {
        if (n < 2) {
            return n;
        }
        Channel<Integer> half = newBufferedChannel(1);
        start(() -> half.send(fib(n - 1)));
        int other = fib(n - 2);
        return half.receive() + other;
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
        Channel<Integer> ping = newRendezvousChannel();
        Channel<Integer> pong = newRendezvousChannel();
        start(() -> {
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
        stop.set(true);
        all.await();
    }
}
