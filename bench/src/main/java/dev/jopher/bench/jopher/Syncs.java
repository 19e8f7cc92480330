package dev.jopher.bench.jopher;

import static dev.jopher.Go.*;
import static dev.jopher.bench.jopher.JopherEngine.parallel;

import java.util.Map;

import dev.jopher.Channel;
import dev.jopher.Unit;
import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;
import dev.jopher.bench.worker.Check;
import dev.jopher.bench.worker.Share;
import dev.jopher.bench.worker.Work;
import dev.jopher.sync.Cond;
import dev.jopher.sync.ErrGroup;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.Once;
import dev.jopher.sync.RWMutex;
import dev.jopher.sync.Semaphore;
import dev.jopher.sync.WaitGroup;

/**
 * The shapes of the benchmarks of Go's {@code sync}; {@code bench/go/sync.go} has the originals.
 */
final class Syncs {
    private Syncs() {}

    static void add(Map<String, Body> rows) {
        rows.put("MutexUncontended", b -> parallel(b, 1, s -> lockAndUnlock(s, new Mutex(), 0)));
        rows.put("Mutex", b -> mutex(b, 0));
        rows.put("MutexWork", b -> mutex(b, 100));
        rows.put("MutexCounter", Syncs::counter);
        rows.put("RWMutexWrite100", b -> rwMutex(b, 100));
        rows.put("RWMutexWrite10", b -> rwMutex(b, 10));
        rows.put("WaitGroupUncontended", b -> parallel(b, 1, Syncs::addDoneAwait));
        rows.put("WaitGroupAddDone", Syncs::addDone);
        rows.put("WaitGroupActuallyWait", b -> parallel(b, 1, Syncs::actuallyWait));
        rows.put("Once", Syncs::once);
        for (int waiters = 1; waiters <= 32; waiters *= 2) {
            int w = waiters;
            rows.put("Cond" + w, b -> cond(b, w));
        }
        rows.put("SemaphoreUncontended",
                b -> parallel(b, 1, s -> acquireAndRelease(s, new Semaphore(1))));
        rows.put("SemaphoreContended", Syncs::semaphoreContended);
        rows.put("ErrGroup100", Syncs::errGroup);
    }

    private static void mutex(Bench b, int localWork) {
        var mu = new Mutex();
        parallel(b, 1, s -> lockAndUnlock(s, mu, localWork));
    }

    private static void lockAndUnlock(Share s, Mutex mu, int localWork) {
        long foo = Work.start();
        while (s.next()) {
            mu.lock();
            mu.unlock();
            foo = Work.work(foo, localWork);
        }
        Work.keep(foo);
    }

    private static void counter(Bench b) {
        var mu = new Mutex();
        var count = new int[1];
        parallel(b, 1, s -> {
            while (s.next()) {
                mu.lock();
                count[0]++;
                mu.unlock();
            }
        });
        Check.that(count[0] == b.n());
    }

    private static void rwMutex(Bench b, int writeRatio) {
        var mu = new RWMutex();
        parallel(b, 1, s -> {
            for (int foo = 1; s.next(); foo++) {
                if (foo % writeRatio == 0) {
                    mu.lock();
                    mu.unlock();
                } else {
                    mu.rLock();
                    mu.rUnlock();
                }
            }
        });
    }

    private static void addDoneAwait(Share s) {
        var wg = new WaitGroup();
        while (s.next()) {
            wg.add(1);
            wg.done();
            wg.await();
        }
    }

    private static void addDone(Bench b) {
        var wg = new WaitGroup();
        parallel(b, 1, s -> {
            while (s.next()) {
                wg.add(1);
                wg.done();
            }
        });
    }

    private static void actuallyWait(Share s) {
        while (s.next()) {
            var wg = new WaitGroup();
            wg.add(1);
            go(wg::done);
            wg.await();
        }
    }

    private static void once(Bench b) {
        var once = new Once();
        Runnable f = () -> {};
        parallel(b, 1, s -> {
            while (s.next()) {
                once.run(f);
            }
        });
    }

    private static void cond(Bench b, int waiters) {
        var rendezvous = new Rendezvous(waiters);
        var done = new Channel<Unit>();
        for (int i = 0; i <= waiters; i++) {
            go(() -> {
                for (int k = 0; k < b.n() && rendezvous.meet(); k++) {
                }
                rendezvous.end();
                done.send(UNIT);
            });
        }
        for (int i = 0; i <= waiters; i++) {
            done.receive();
        }
    }

    /** Each counts; the last one wakes all others. */
    private static final class Rendezvous {
        private final Mutex mu = new Mutex();
        private final Cond cond = new Cond(mu);
        private final int waiters;
        private int id;

        Rendezvous(int waiters) {
            this.waiters = waiters;
        }

        /** Returns false if it has ended. */
        boolean meet() {
            mu.lock();
            if (id == -1) {
                mu.unlock();
                return false;
            }
            id++;
            if (id == waiters + 1) {
                id = 0;
                cond.broadcast();
            } else {
                cond.await();
            }
            mu.unlock();
            return true;
        }

        void end() {
            mu.lock();
            id = -1;
            cond.broadcast();
            mu.unlock();
        }
    }

    private static void semaphoreContended(Bench b) {
        var permits = new Semaphore(b.procs());
        parallel(b, 4, s -> acquireAndRelease(s, permits));
    }

    private static void acquireAndRelease(Share s, Semaphore permits) {
        while (s.next()) {
            permits.acquire();
            permits.release();
        }
    }

    private static void errGroup(Bench b) {
        for (int i = 0; i < b.n(); i++) {
            var group = new ErrGroup();
            for (int k = 0; k < 100; k++) {
                group.go(() -> {});
            }
            group.await();
        }
    }
}
