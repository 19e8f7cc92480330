package dev.jopher;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import dev.jopher.sync.Mutex;

/** Locks of three kinds, each with a count that only its holder writes. */
final class SchedulerStressLocks {
    private final ReentrantLock reentrant = new ReentrantLock();
    private final Object monitor = new Object();
    private final Mutex mutex = new Mutex();
    private final AtomicInteger expected = new AtomicInteger();
    private int byReentrant;
    private int byMonitor;
    private int byMutex;

    void useReentrant(boolean yields) {
        reentrant.lock();
        try {
            byReentrant++;
            expected.incrementAndGet();
            if (yields) {
                Thread.yield();
            }
        } finally {
            reentrant.unlock();
        }
    }

    /** Contended: a waiter is unmounted, and so is the holder, which sleeps. */
    void useMonitor(boolean sleeps) throws InterruptedException {
        synchronized (monitor) {
            byMonitor++;
            expected.incrementAndGet();
            if (sleeps) {
                Thread.sleep(0, 1_000);
            }
        }
    }

    void useMutex(boolean yields) {
        mutex.lock();
        try {
            byMutex++;
            expected.incrementAndGet();
            if (yields) {
                Go.gosched();
            }
        } finally {
            mutex.unlock();
        }
    }

    void check() {
        synchronized (monitor) {
            if (byReentrant + byMonitor + byMutex != expected.get()) {
                throw new AssertionError("two held a lock at a time");
            }
        }
    }
}
