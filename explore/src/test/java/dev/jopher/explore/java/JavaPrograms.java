package dev.jopher.explore.java;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/** Small programs of Java alone: each with a bug, and without. */
final class JavaPrograms {
    private JavaPrograms() {}

    static void check(boolean holds) {
        if (!holds) {
            throw new AssertionError();
        }
    }

    static void both(Runnable one, Runnable other) {
        Thread a = Thread.ofVirtual().start(one);
        Thread b = Thread.ofVirtual().start(other);
        join(a);
        join(b);
    }

    static void join(Thread t) {
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

    static void four(Interruptible one, Interruptible other) {
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

    static void nested(ReentrantLock outer, ReentrantLock inner) {
        outer.lock();
        inner.lock();
        inner.unlock();
        outer.unlock();
    }

    // ---- java.util.concurrent -------------------------------------------------------------------

    static void bothOf(Interruptible one, Interruptible other) {
        both(of(one), of(other));
    }

    static void queue() {
        BlockingQueue<Integer> q = new ArrayBlockingQueue<>(1);
        int[] sum = {0};
        bothOf(() -> {
            for (int i = 1; i <= 3; i++) {
                q.put(i);
            }
        }, () -> {
            for (int i = 0; i < 3; i++) {
                sum[0] = sum[0] * 10 + q.take();
            }
        });
        check(sum[0] == 123);
    }

    /** It asks first, and takes then. */
    static void queueCheckThenAct() {
        BlockingQueue<Integer> q = new LinkedBlockingQueue<>();
        q.add(1);
        Interruptible taker = () -> {
            if (!q.isEmpty()) {
                check(q.take() == 1);
            }
        };
        bothOf(taker, taker);
    }

    static void latch() {
        CountDownLatch ready = new CountDownLatch(2);
        int[] n = new int[2];
        bothOf(() -> {
            n[0] = 1;
            ready.countDown();
            ready.await();
            check(n[1] == 1);
        }, () -> {
            n[1] = 1;
            ready.countDown();
            ready.await();
            check(n[0] == 1);
        });
    }

    static void latchEarly() {
        CountDownLatch ready = new CountDownLatch(1);
        AtomicInteger n = new AtomicInteger();
        bothOf(() -> {
            ready.countDown();
            n.set(1);
        }, () -> {
            ready.await();
            check(n.get() == 1);
        });
    }

    static void barrier() {
        CyclicBarrier barrier = new CyclicBarrier(2);
        int[] n = new int[2];
        both(() -> meet(barrier, n, 0), () -> meet(barrier, n, 1));
    }

    static void meet(CyclicBarrier barrier, int[] n, int i) {
        try {
            n[i] = 1;
            barrier.await();
            check(n[1 - i] == 1);
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }

    static void phaser() {
        Phaser phaser = new Phaser(2);
        int[] n = new int[2];
        both(() -> {
            n[0] = 1;
            phaser.arriveAndAwaitAdvance();
            check(n[1] == 1);
        }, () -> {
            n[1] = 1;
            phaser.arriveAndAwaitAdvance();
            check(n[0] == 1);
        });
    }

    static void exchanger() {
        Exchanger<Integer> exchanger = new Exchanger<>();
        bothOf(() -> check(exchanger.exchange(1) == 2), () -> check(exchanger.exchange(2) == 1));
    }

    static void semaphoreTwice() {
        Semaphore s = new Semaphore(2);
        Interruptible both = () -> {
            s.acquire();
            s.acquire();
            s.release(2);
        };
        bothOf(both, both);
    }

    static void computeIfAbsent() {
        Map<String, Integer> map = new ConcurrentHashMap<>();
        AtomicInteger made = new AtomicInteger();
        Runnable get = () -> map.computeIfAbsent("a", k -> made.incrementAndGet());
        both(get, get);
        check(made.get() == 1);
    }

    static void mapCheckThenAct() {
        Map<String, Integer> map = new ConcurrentHashMap<>();
        Runnable add = () -> {
            Integer old = map.get("a");
            map.put("a", old == null ? 1 : old + 1);
        };
        both(add, add);
        check(map.get("a") == 2);
    }

    static void synchronizedList() {
        List<Integer> list = Collections.synchronizedList(new ArrayList<>());
        both(() -> {
            synchronized (list) {
                list.add(1);
                check(list.size() == 1 || list.size() == 2);
                int before = list.size();
                AtomicInteger any = new AtomicInteger();
                any.incrementAndGet();
                check(list.size() == before);
            }
        }, () -> list.add(2));
        check(list.size() == 2);
    }

    // ---- chance ---------------------------------------------------------------------------------

    /** Fails for some of what chance gives, so the verdict shows that a seed repeats it. */
    static void chance() {
        int n = new Random().nextInt(4) + ThreadLocalRandom.current().nextInt(4)
                + (int) (Math.random() * 4) + (UUID.randomUUID().hashCode() & 3)
                + new SecureRandom().nextInt(4) + new SplittableRandom().nextInt(4);
        Set<Object> set = new HashSet<>();
        Object first = new Object();
        set.add(first);
        for (int i = 0; i < 7; i++) {
            set.add(new Object());
        }
        AtomicInteger steps = new AtomicInteger();
        for (int i = 0; i < n; i++) {
            steps.incrementAndGet();
        }
        check(set.iterator().next() != first);
    }

    // ---- what is not controlled -----------------------------------------------------------------

    private static final class Counted {
        private static final Object LOCK = new Object();
        private static int made;

        Counted() {
            synchronized (LOCK) {
                int n = made;
                Thread.yield();
                made = n + 1;
            }
        }

        static int make() {
            synchronized (LOCK) {
                return made;
            }
        }
    }

    static void monitorInConstructor() {
        int before = Counted.make();
        both(Counted::new, Counted::new);
        check(Counted.make() == before + 2);
    }

    static void methodReference() {
        ReentrantLock lock = new ReentrantLock();
        AtomicInteger n = new AtomicInteger();
        both(() -> {
            Runnable enter = lock::lock;
            enter.run();
            n.set(n.get() + 1);
            lock.unlock();
        }, () -> {
            lock.lock();
            n.set(n.get() + 1);
            lock.unlock();
        });
        check(n.get() == 2);
    }

    static void sharedReference() {
        AtomicInteger n = new AtomicInteger();
        IntSupplier get = n::get;
        IntConsumer set = n::set;
        both(() -> set.accept(get.getAsInt() + 1), () -> set.accept(get.getAsInt() + 1));
        check(n.get() == 2);
    }

    static final class Stuck {
        static final CountDownLatch NEVER = new CountDownLatch(1);

        private Stuck() {}

        static final class Initialiser {
            static final int VALUE = wait1();

            private Initialiser() {}

            private static int wait1() {
                of(NEVER::await).run();
                return 1;
            }
        }
    }

    /** Waits in a class initialiser: no virtual thread can give way there. */
    static void initialiserWaits() {
        try {
            check(Stuck.Initialiser.VALUE == 1);
        } catch (LinkageError e) {
            throw new AssertionError(e);
        }
    }

    static void serverSocket() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            Thread t = new Thread(of2(() -> {
                try (Socket s = new Socket("localhost", server.getLocalPort())) {
                    s.getOutputStream().write(7);
                }
            }));
            t.start();
            try (Socket s = server.accept()) {
                check(s.getInputStream().read() == 7);
            }
            join(t);
        }
    }

    interface WithSockets {
        void run() throws IOException;
    }

    static Runnable of2(WithSockets body) {
        return () -> {
            try {
                body.run();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };
    }

    private static final ExecutorService OUTSIDE = Executors.newSingleThreadExecutor(r -> {
        Thread t = new Thread(r, "outside");
        t.setDaemon(true);
        return t;
    });

    /** Starts the pool's thread. */
    static void prepareOutside() {
        check(ThreadPrograms.get(OUTSIDE.submit(() -> 1)) == 1);
    }

    static void poolOutside() {
        check(ThreadPrograms.get(OUTSIDE.submit(() -> 1)) == 1);
    }
}
