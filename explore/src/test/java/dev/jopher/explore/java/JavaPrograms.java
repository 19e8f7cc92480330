package dev.jopher.explore.java;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Small programs of Java alone: each with a bug, and without. */
final class JavaPrograms {
    private JavaPrograms() {}

    private static void check(boolean holds) {
        if (!holds) {
            throw new AssertionError();
        }
    }

    private static void both(Runnable one, Runnable other) {
        Thread a = Thread.ofVirtual().start(one);
        Thread b = Thread.ofVirtual().start(other);
        join(a);
        join(b);
    }

    private static void join(Thread t) {
        try {
            t.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // ---- volatile, atomics ----------------------------------------------------------------------

    static final class Volatile {
        volatile int n;

        static void lost() {
            Volatile v = new Volatile();
            both(() -> v.n++, () -> v.n++);
            check(v.n == 2);
        }
    }

    static void atomicLost() {
        AtomicInteger n = new AtomicInteger();
        both(() -> n.set(n.get() + 1), () -> n.set(n.get() + 1));
        check(n.get() == 2);
    }

    static void atomic() {
        AtomicInteger n = new AtomicInteger();
        both(() -> n.incrementAndGet(), () -> n.incrementAndGet());
        check(n.get() == 2);
    }

    // ---- monitors -------------------------------------------------------------------------------

    static final class Account {
        private int balance;

        synchronized int get() {
            return balance;
        }

        synchronized void set(int to) {
            balance = to;
        }

        synchronized void add() {
            balance++;
        }
    }

    static void synchronizedLost() {
        Account a = new Account();
        both(() -> a.set(a.get() + 1), () -> a.set(a.get() + 1));
        check(a.get() == 2);
    }

    static void synchronizedAdd() {
        Account a = new Account();
        both(a::add, a::add);
        check(a.get() == 2);
    }

    static void abba() {
        Object a = new Object();
        Object b = new Object();
        both(() -> {
            synchronized (a) {
                synchronized (b) {
                    check(Thread.holdsLock(a));
                }
            }
        }, () -> {
            synchronized (b) {
                synchronized (a) {
                    check(Thread.holdsLock(b));
                }
            }
        });
    }

    static final class Cell {
        private boolean full;

        synchronized void put() throws InterruptedException {
            while (full) {
                wait();
            }
            full = true;
            notifyAll();
        }

        synchronized void take() throws InterruptedException {
            while (!full) {
                wait();
            }
            full = false;
            notifyAll();
        }

        /** With producers and consumers in one wait set, one of the wrong kind may be woken. */
        synchronized void putOne() throws InterruptedException {
            while (full) {
                wait();
            }
            full = true;
            notify();
        }

        synchronized void takeOne() throws InterruptedException {
            while (!full) {
                wait();
            }
            full = false;
            notify();
        }
    }

    interface Interruptible {
        void run() throws InterruptedException;
    }

    static Runnable of(Interruptible body) {
        return () -> {
            try {
                body.run();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
    }

    private static void four(Interruptible one, Interruptible other) {
        Thread[] all = new Thread[4];
        for (int i = 0; i < 4; i++) {
            all[i] = Thread.ofVirtual().start(of(i < 2 ? one : other));
        }
        for (Thread t : all) {
            join(t);
        }
    }

    static void waitNotify() {
        Cell c = new Cell();
        four(c::put, c::take);
    }

    static void waitNotifyLost() {
        Cell c = new Cell();
        four(c::takeOne, c::putOne);
    }

    static void reentrantLock() {
        ReentrantLock lock = new ReentrantLock();
        int[] n = {0};
        Runnable add = () -> {
            lock.lock();
            try {
                n[0]++;
            } finally {
                lock.unlock();
            }
        };
        both(add, add);
        check(n[0] == 2);
    }

    static void lockAbba() {
        ReentrantLock a = new ReentrantLock();
        ReentrantLock b = new ReentrantLock();
        both(() -> nested(a, b), () -> nested(b, a));
    }

    private static void nested(ReentrantLock outer, ReentrantLock inner) {
        outer.lock();
        inner.lock();
        inner.unlock();
        outer.unlock();
    }
}
