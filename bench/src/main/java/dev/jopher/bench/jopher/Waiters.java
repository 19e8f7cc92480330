package dev.jopher.bench.jopher;

import static dev.jopher.Go.*;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.CancelContext;
import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.Unit;
import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;
import dev.jopher.sync.Cond;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.Once;
import dev.jopher.sync.RWMutex;
import dev.jopher.sync.Semaphore;
import dev.jopher.sync.WaitGroup;

/**
 * How the time grows with the number of goroutines that wait for one thing:
 * {@code bench/board -growth}. Here the n of a {@link Bench} is that number. Measured is the time
 * from their release until all of them have ended.
 */
final class Waiters {
    private Waiters() {}

    static void add(Map<String, Body> all) {
        all.put("Receivers", Waiters::receivers);
        all.put("ReceiversClosed", Waiters::receiversClosed);
        all.put("Senders", Waiters::senders);
        all.put("Selects", Waiters::selects);
        all.put("SelectsLeft", Waiters::selectsLeft);
        all.put("Mutex", Waiters::mutex);
        all.put("MutexLeft", Waiters::mutexLeft);
        all.put("RWMutexReaders", b -> rwMutex(b, true));
        all.put("RWMutexWriters", b -> rwMutex(b, false));
        all.put("WaitGroup", Waiters::waitGroup);
        all.put("CondBroadcast", Waiters::condBroadcast);
        all.put("CondSignal", Waiters::condSignal);
        all.put("Semaphore", Waiters::semaphore);
        all.put("Once", Waiters::once);
        all.put("Sleepers", Waiters::sleepers);
        all.put("MutexChain", Waiters::mutexChain);
    }

    /**
     * Starts {@code n} goroutines that do {@code wait}, and, when they wait, measures
     * {@code release} and their end.
     */
    private static void release(Bench b, Runnable wait, Runnable release) {
        b.stopTimer();
        var started = new WaitGroup();
        var ended = new WaitGroup();
        started.add(b.n());
        ended.add(b.n());
        for (int i = 0; i < b.n(); i++) {
            go(() -> {
                started.done();
                wait.run();
                ended.done();
            });
        }
        started.await();
        sleep(Duration.ofMillis(20 + b.n() / 1000)); // for the last ones to wait
        b.startTimer();
        release.run();
        ended.await();
        b.stopTimer();
    }

    private static void times(Bench b, Runnable what) {
        for (int i = 0; i < b.n(); i++) {
            what.run();
        }
    }

    private static void receivers(Bench b) {
        var c = new Channel<Unit>();
        release(b, c::receive, () -> times(b, () -> c.send(UNIT)));
    }

    private static void receiversClosed(Bench b) {
        var c = new Channel<Unit>();
        release(b, c::receive, c::close);
    }

    private static void senders(Bench b) {
        var c = new Channel<Unit>();
        release(b, () -> c.send(UNIT), () -> times(b, c::receive));
    }

    private static void selects(Bench b) {
        var shared = new Channel<Unit>();
        release(b, () -> select(onReceive(shared), onReceive(new Channel<Unit>())), shared::close);
    }

    /** Lets them all give up, and leave the queue of a channel that they share. */
    private static void selectsLeft(Bench b) {
        var shared = new Channel<Unit>();
        var gate = new Channel<Unit>();
        release(b, () -> select(onReceive(shared), onReceive(gate)), gate::close);
    }

    private static void mutex(Bench b) {
        var mu = new Mutex();
        mu.lock();
        release(b, () -> {
            mu.lock();
            mu.unlock();
        }, mu::unlock);
    }

    /** Lets them all give up. */
    private static void mutexLeft(Bench b) {
        var mu = new Mutex();
        mu.lock();
        CancelContext ctx = Context.background().withCancel();
        release(b, () -> {
            try {
                mu.lock(ctx);
            } catch (RuntimeException e) {
                // as it should
            }
        }, ctx::cancel);
        mu.unlock();
    }

    private static void rwMutex(Bench b, boolean read) {
        var mu = new RWMutex();
        mu.lock();
        release(b, () -> {
            if (read) {
                mu.rLock();
                mu.rUnlock();
            } else {
                mu.lock();
                mu.unlock();
            }
        }, mu::unlock);
    }

    private static void waitGroup(Bench b) {
        var wg = new WaitGroup();
        wg.add(1);
        release(b, wg::await, wg::done);
    }

    private static void condBroadcast(Bench b) {
        var waiting = new Waiting();
        release(b, waiting::await, () -> {
            waiting.awaitAll(b.n());
            waiting.cond.broadcast();
        });
    }

    private static void condSignal(Bench b) {
        var waiting = new Waiting();
        release(b, waiting::await, () -> {
            waiting.awaitAll(b.n());
            times(b, waiting.cond::signal);
        });
    }

    /** A condition, and how many wait for it: a signal that comes before its waiter is lost. */
    private static final class Waiting {
        final Mutex mu = new Mutex();
        final Cond cond = new Cond(mu);
        private int count;

        void await() {
            mu.lock();
            count++;
            cond.await();
            mu.unlock();
        }

        void awaitAll(int n) {
            mu.lock();
            while (count < n) {
                mu.unlock();
                sleep(Duration.ofMillis(1));
                mu.lock();
            }
            mu.unlock();
        }
    }

    private static void semaphore(Bench b) {
        var permits = new Semaphore(1);
        permits.acquire();
        release(b, () -> {
            permits.acquire();
            permits.release();
        }, permits::release);
    }

    private static void once(Bench b) {
        var once = new Once();
        var gate = new Channel<Unit>();
        release(b, () -> once.run(gate::receive), gate::close);
    }

    /** Measures their start too: what they wait for is only time. */
    private static void sleepers(Bench b) {
        var ended = new WaitGroup();
        for (int i = 0; i < b.n(); i++) {
            Duration nap = Duration.ofMillis(1 + i * 7919L % 50);
            ended.go(() -> sleep(nap));
        }
        ended.await();
    }

    /** Starts goroutines that each hold a mutex and wait for that of the one before. */
    private static void mutexChain(Bench b) {
        var locks = new Mutex[b.n() + 1];
        for (int i = 0; i < locks.length; i++) {
            locks[i] = new Mutex();
        }
        locks[0].lock();
        var next = new AtomicInteger();
        release(b, () -> {
            int i = next.incrementAndGet();
            locks[i].lock();
            locks[i - 1].lock();
            locks[i - 1].unlock();
            locks[i].unlock();
        }, locks[0]::unlock);
    }
}
