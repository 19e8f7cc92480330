package dev.jopher.bench.jdk;

import static dev.jopher.bench.worker.VirtualThreads.parallel;
import static dev.jopher.bench.worker.VirtualThreads.start;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;
import dev.jopher.bench.worker.Share;
import dev.jopher.bench.worker.Work;

/**
 * The rows of sync with {@code java.util.concurrent}; {@code bench/go/sync.go} has the originals.
 */
final class Locks {
    private Locks() {}

    static void add(Map<String, Body> rows) {
        rows.put("MutexUncontended",
                b -> parallel(b, 1, s -> lockAndUnlock(s, new ReentrantLock(), 0)));
        rows.put("Mutex", b -> mutex(b, 0));
        rows.put("MutexWork", b -> mutex(b, 100));
        rows.put("RWMutexWrite100", b -> rwMutex(b, 100));
        rows.put("RWMutexWrite10", b -> rwMutex(b, 10));
        rows.put("WaitGroupUncontended", b -> parallel(b, 1, Locks::countDownAwait));
        rows.put("WaitGroupAddDone", Locks::registerAndArrive);
        rows.put("WaitGroupActuallyWait", b -> parallel(b, 1, Locks::actuallyWait));
        for (int waiters = 1; waiters <= 32; waiters *= 2) {
            int w = waiters;
            rows.put("Cond" + w, b -> cond(b, w));
        }
        rows.put("SemaphoreUncontended",
                b -> parallel(b, 1, s -> acquireAndRelease(s, new Semaphore(1))));
        rows.put("SemaphoreContended", Locks::semaphoreContended);
        rows.put("ErrGroup100", Locks::executor);
    }

    private static void mutex(Bench b, int localWork) throws InterruptedException {
        var mu = new ReentrantLock();
        parallel(b, 1, s -> lockAndUnlock(s, mu, localWork));
    }

    private static void lockAndUnlock(Share s, ReentrantLock mu, int localWork) {
        long foo = Work.start();
        while (s.next()) {
            mu.lock();
            mu.unlock();
            foo = Work.work(foo, localWork);
        }
        Work.keep(foo);
    }

    private static void rwMutex(Bench b, int writeRatio) throws InterruptedException {
        var mu = new ReentrantReadWriteLock();
        var read = mu.readLock();
        var write = mu.writeLock();
        parallel(b, 1, s -> {
            for (int foo = 1; s.next(); foo++) {
                if (foo % writeRatio == 0) {
                    write.lock();
                    write.unlock();
                } else {
                    read.lock();
                    read.unlock();
                }
            }
        });
    }

    private static void countDownAwait(Share s) throws InterruptedException {
        while (s.next()) {
            var latch = new CountDownLatch(1);
            latch.countDown();
            latch.await();
        }
    }

    /** Uses a phaser, which can count up; a latch cannot. */
    private static void registerAndArrive(Bench b) throws InterruptedException {
        var phaser = new Phaser(1);
        parallel(b, 1, s -> {
            while (s.next()) {
                phaser.register();
                phaser.arriveAndDeregister();
            }
        });
    }

    private static void actuallyWait(Share s) throws InterruptedException {
        while (s.next()) {
            var latch = new CountDownLatch(1);
            start(latch::countDown);
            latch.await();
        }
    }

    private static void cond(Bench b, int waiters) throws InterruptedException {
        var rendezvous = new Rendezvous(waiters);
        var done = new CountDownLatch(waiters + 1);
        for (int i = 0; i <= waiters; i++) {
            start(() -> {
                for (int k = 0; k < b.n() && rendezvous.meet(); k++) {
                }
                rendezvous.end();
                done.countDown();
            });
        }
        done.await();
    }

    /** Each counts; the last one wakes all others. */
    private static final class Rendezvous {
        private final ReentrantLock mu = new ReentrantLock();
        private final Condition cond = mu.newCondition();
        private final int waiters;
        private int id;

        Rendezvous(int waiters) {
            this.waiters = waiters;
        }

        /**
         * Returns false if it has ended. As in the original, being woken for nothing does no harm.
         */
        @SuppressWarnings("WaitNotInLoop")
        boolean meet() throws InterruptedException {
            mu.lock();
            if (id == -1) {
                mu.unlock();
                return false;
            }
            id++;
            if (id == waiters + 1) {
                id = 0;
                cond.signalAll();
            } else {
                cond.await();
            }
            mu.unlock();
            return true;
        }

        void end() {
            mu.lock();
            id = -1;
            cond.signalAll();
            mu.unlock();
        }
    }

    private static void semaphoreContended(Bench b) throws InterruptedException {
        var permits = new Semaphore(b.procs());
        parallel(b, 4, s -> acquireAndRelease(s, permits));
    }

    private static void acquireAndRelease(Share s, Semaphore permits)
            throws InterruptedException {
        while (s.next()) {
            permits.acquire();
            permits.release();
        }
    }

    private static void executor(Bench b) throws Exception {
        for (int i = 0; i < b.n(); i++) {
            try (var group = Executors.newVirtualThreadPerTaskExecutor()) {
                var all = new ArrayList<Future<?>>(100);
                for (int k = 0; k < 100; k++) {
                    all.add(group.submit(() -> {}));
                }
                for (var f : all) {
                    f.get();
                }
            }
        }
    }
}
