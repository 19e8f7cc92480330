package dev.jopher.explore.java;

import static dev.jopher.explore.java.JavaPrograms.both;
import static dev.jopher.explore.java.JavaPrograms.bothOf;
import static dev.jopher.explore.java.JavaPrograms.check;
import static dev.jopher.explore.java.JavaPrograms.join;
import static dev.jopher.explore.java.JavaPrograms.of;

import java.time.Duration;
import java.time.Instant;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import dev.jopher.explore.java.JavaPrograms.Account;
import dev.jopher.explore.java.JavaPrograms.Interruptible;

/** Programs with the JDK's threads, pools and time. */
final class ThreadPrograms {
    private ThreadPrograms() {}

    // ---- threads, pools -------------------------------------------------------------------------

    private static void bothThreads(Runnable one, Runnable other) {
        Thread a = new Thread(one);
        Thread b = new Thread(other, "b");
        check(a.getState() == Thread.State.NEW && !a.isAlive());
        a.start();
        b.start();
        join(a);
        join(b);
        check(!a.isAlive() && a.getState() == Thread.State.TERMINATED);
    }

    static void platformThreads() {
        Account a = new Account();
        bothThreads(a::add, () -> {
            check(Thread.currentThread().getName().equals("b"));
            a.add();
        });
        check(a.get() == 2);
    }

    static void platformThreadsLost() {
        Account a = new Account();
        bothThreads(() -> a.set(a.get() + 1), () -> a.set(a.get() + 1));
        check(a.get() == 2);
    }

    static void pool() {
        Account a = new Account();
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            Future<?> one = pool.submit(a::add);
            Future<?> other = pool.submit(a::add);
            check(get(one) == null && get(other) == null);
        }
        check(a.get() == 2);
    }

    static void poolLost() {
        Account a = new Account();
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            pool.execute(() -> a.set(a.get() + 1));
            pool.execute(() -> a.set(a.get() + 1));
        }
        check(a.get() == 2);
    }

    /** A task of a full pool waits for another one. */
    static void poolStarved() {
        try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
            Future<?> outer = pool.submit(() -> get(pool.submit(() -> 1)));
            check(get(outer) != null);
        }
    }

    static <T> T get(Future<T> f) {
        try {
            return f.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    static void completableFuture() {
        var a = CompletableFuture.supplyAsync(() -> 1);
        var b = CompletableFuture.supplyAsync(() -> 2);
        check(a.thenCombine(b, Integer::sum).join() == 3);
    }

    static void completableFutureLost() {
        Account a = new Account();
        var one = CompletableFuture.runAsync(() -> a.set(a.get() + 1));
        var other = CompletableFuture.runAsync(() -> a.set(a.get() + 1));
        CompletableFuture.allOf(one, other).join();
        check(a.get() == 2);
    }

    static void parallelStream() {
        check(IntStream.range(0, 100).parallel().sum() == 4950);
    }

    static void parallelStreamLost() {
        Account a = new Account();
        IntStream.range(0, 4).parallel().forEach(i -> a.set(a.get() + 1));
        check(a.get() == 4);
    }

    static void forkJoinPool() {
        try (ForkJoinPool pool = new ForkJoinPool(2)) {
            check(pool.invoke(new Sum(0, 8)) == 28);
        }
    }

    private static final class Sum extends RecursiveTask<Integer> {
        private final int from;
        private final int to;

        Sum(int from, int to) {
            this.from = from;
            this.to = to;
        }

        @Override
        protected Integer compute() {
            if (to - from == 1) {
                return from;
            }
            int middle = (from + to) / 2;
            var left = new Sum(from, middle).fork();
            return new Sum(middle, to).compute() + left.join();
        }
    }

    static void virtualPool() {
        AtomicInteger n = new AtomicInteger();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            pool.submit(n::incrementAndGet);
            pool.submit(n::incrementAndGet);
        }
        check(n.get() == 2);
    }

    // ---- time -----------------------------------------------------------------------------------

    static void sleep() {
        long start = System.nanoTime();
        long wall = System.currentTimeMillis();
        Interruptible day = () -> Thread.sleep(Duration.ofDays(1));
        bothOf(day, day);
        check(System.nanoTime() - start == Duration.ofDays(1).toNanos());
        check(System.currentTimeMillis() - wall == Duration.ofDays(1).toMillis());
    }

    static void sleepIsNoOrder() {
        int[] n = {0};
        bothOf(() -> {
            Thread.sleep(1000);
            n[0] = 1;
        }, () -> {
            Thread.sleep(1000);
            check(n[0] == 0);
        });
    }

    static void timedWaits() {
        Object lock = new Object();
        BlockingQueue<Integer> q = new LinkedBlockingQueue<>();
        Instant start = Instant.now();
        bothOf(() -> {
            synchronized (lock) {
                lock.wait(3_600_000);
            }
        }, () -> check(q.poll(1, TimeUnit.HOURS) == null));
        check(Duration.between(start, Instant.now()).toHours() == 1);
        check(!CompletableFuture.supplyAsync(() -> hours(2)).orTimeout(1, TimeUnit.HOURS)
                .handle((v, e) -> e == null).join());
    }

    private static int hours(int n) {
        LockSupport.parkNanos(Duration.ofHours(n).toNanos());
        return n;
    }

    static void timer() {
        Timer timer = new Timer();
        CountDownLatch fired = new CountDownLatch(2);
        timer.schedule(new TimerTask() {
            @Override
            public void run() {
                fired.countDown();
            }
        }, 1000, 1000);
        of(fired::await).run();
        timer.cancel();
    }

    static void scheduledPool() {
        AtomicInteger n = new AtomicInteger();
        try (var pool = Executors.newScheduledThreadPool(1)) {
            pool.schedule(n::incrementAndGet, 1, TimeUnit.HOURS);
        }
        check(n.get() == 1);
    }

    static void interrupts() {
        Object lock = new Object();
        Thread t = new Thread(() -> {
            synchronized (lock) {
                try {
                    while (true) {
                        lock.wait();
                    }
                } catch (InterruptedException e) {
                    // as it must be
                }
            }
        });
        t.start();
        t.interrupt();
        join(t);
    }

    static void pollsTheClock() {
        AtomicInteger n = new AtomicInteger();
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        both(() -> {
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }, n::incrementAndGet);
        check(n.get() == 1);
        Instant later = Instant.now().plusSeconds(1);
        while (Instant.now().isBefore(later)) {
            later = later.minusNanos(1); // makes the loop end a little earlier
        }
    }

    /** A wait may end without a notification. */
    static void waitWithoutLoop() {
        Object lock = new Object();
        AtomicInteger n = new AtomicInteger();
        bothOf(() -> {
            synchronized (lock) {
                if (n.get() == 0) {
                    lock.wait();
                }
                check(n.get() == 1);
            }
        }, () -> {
            synchronized (lock) {
                n.set(1);
                lock.notify();
            }
        });
    }

    static void states() {
        Object lock = new Object();
        Thread waits = new Thread(of(() -> {
            synchronized (lock) {
                while (lock != null) {
                    lock.wait();
                }
            }
        }));
        Thread sleeps = new Thread(of(() -> Thread.sleep(1000)));
        waits.start();
        sleeps.start();
        while (waits.getState() != Thread.State.WAITING) {
            Thread.yield();
        }
        while (sleeps.isAlive() && sleeps.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        check(Runtime.getRuntime().availableProcessors() == 4);
    }
}
