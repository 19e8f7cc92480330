package dev.jopher.race.internal.agent;

import static dev.jopher.race.internal.agent.Handing.ROUNDS;
import static dev.jopher.race.internal.agent.Handing.act;
import static dev.jopher.race.internal.agent.Handing.pair;
import static dev.jopher.race.internal.agent.Handing.print;
import static dev.jopher.race.internal.agent.Handing.start;

import java.lang.ref.Cleaner;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.*;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import dev.jopher.race.internal.agent.Handing.Step;
import dev.jopher.race.internal.clock.ShadowThread;

/** The part of {@link HandOvers} that is about threads and tasks. */
final class TaskHandOvers {
    private TaskHandOvers() {}

    static void all(boolean virtual) throws Exception {
        pools(virtual);
        threads(virtual);
        chains(virtual);
        services(virtual);
    }

    /**
     * The task that a pool runs knows what the submitter did, and a thread that waits for it knows
     * what the task did.
     */
    private static void submit(String name, boolean v, Supplier<? extends Executor> pools,
            Step<Executor> end) throws Exception {
        int before = 0;
        int after = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Executor pool = pools.get();
            boolean[] result = new boolean[2];
            start(v, () -> {
                CountDownLatch ended = new CountDownLatch(1);
                act();
                long submitted = Handing.done;
                pool.execute(() -> {
                    result[0] = ShadowThread.current().knows(submitted);
                    act();
                    ended.countDown();
                });
                if (end == null) {
                    ended.await();
                } else {
                    while (ended.getCount() > 0 && !(pool instanceof ExecutorService)) {
                        Thread.yield();
                    }
                    end.with(pool);
                }
                result[1] = ShadowThread.current().knows(Handing.done);
            }).join();
            before += result[0] ? 1 : 0;
            after += result[1] ? 1 : 0;
        }
        print(name + " submit", v, before);
        print(name + " end", v, after);
    }

    private static void pools(boolean v) throws Exception {
        Step<Executor> close = e -> ((ExecutorService) e).close();
        submit("fixed pool", v, () -> Executors.newFixedThreadPool(2), close);
        submit("cached pool", v, Executors::newCachedThreadPool, close);
        submit("scheduled pool", v, () -> Executors.newScheduledThreadPool(1), close);
        submit("ForkJoinPool", v, () -> new ForkJoinPool(2), close);
        submit("work-stealing pool", v, Executors::newWorkStealingPool, close);
        submit("virtual threads", v, Executors::newVirtualThreadPerTaskExecutor, close);
        submit("common pool", v, ForkJoinPool::commonPool,
                e -> ((ForkJoinPool) e).awaitQuiescence(1, TimeUnit.DAYS));
    }

    private static void threads(boolean v) throws Exception {
        int joins = 0;
        int states = 0;
        int starts = 0;
        int interrupts = 0;
        for (int i = 0; i < ROUNDS; i++) {
            start(v, Handing::act).join();
            joins += ShadowThread.current().knows(Handing.done) ? 1 : 0;
            Thread t = start(v, Handing::act);
            while (t.isAlive()) {
                Thread.yield();
            }
            states += ShadowThread.current().knows(Handing.done) ? 1 : 0;
            act();
            start(v, Handing::look).join();
            starts += Handing.known ? 1 : 0;
            Thread sleeper = start(v, () -> {
                try {
                    Thread.sleep(1_000_000);
                } catch (InterruptedException e) {
                    Handing.look();
                }
            });
            act();
            sleeper.interrupt();
            sleeper.join();
            interrupts += Handing.known ? 1 : 0;
        }
        print("join", v, joins);
        print("isAlive", v, states);
        print("start", v, starts);
        print("interrupt", v, interrupts);
    }

    private static void chains(boolean v) throws Exception {
        pair("thenApply", v, CompletableFuture<Object>::new, f -> f.complete(1),
                f -> f.thenApply(x -> 2).get());
        pair("thenApplyAsync", v, CompletableFuture<Object>::new, f -> f.complete(1),
                f -> f.thenApplyAsync(x -> 2).get());
        pair("allOf", v, CompletableFuture<Object>::new, f -> f.complete(1),
                f -> CompletableFuture.allOf(f, CompletableFuture.completedFuture(2)).get());
        pair("exceptionally", v, CompletableFuture<Object>::new,
                f -> f.completeExceptionally(new Exception()),
                f -> f.exceptionally(x -> 2).get());
        inside("supplyAsync", v, a -> CompletableFuture.supplyAsync(call(a)).get());
        inside("dependent of another", v, a -> {
            CompletableFuture<Object> first = new CompletableFuture<>();
            CompletableFuture<Object> second = first.thenApply(x -> call(a).get());
            start(v, () -> first.complete(1));
            second.get();
        });
        inside("delayed", v, a -> CompletableFuture.runAsync(() -> call(a).get(),
                CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS)).get());
        inside("fork and join", v, a -> new ForkJoinPool(2).invoke(new RecursiveAction() {
            private static final long serialVersionUID = 1;

            @Override
            protected void compute() {
                ForkJoinTask<?> task = ForkJoinTask.adapt(() -> call(a).get()).fork();
                Thread.yield();
                task.join();
            }
        }));
        inside("invokeAll", v, a -> {
            try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
                pool.invokeAll(List.of(() -> call(a).get(), () -> 1));
            }
        });
        inside("invokeAny", v, a -> {
            try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
                pool.invokeAny(List.of(() -> call(a).get()));
            }
        });
        inside("completion service", v, a -> {
            try (ExecutorService pool = Executors.newCachedThreadPool()) {
                ExecutorCompletionService<Object> s = new ExecutorCompletionService<>(pool);
                s.submit(() -> call(a).get());
                s.take();
            }
        });
        inside("parallel stream", v, a -> IntStream.range(0, 64).parallel()
                .filter(i -> i == 63).forEach(i -> call(a).get()));
        inside("parallel sort of a stream", v, a -> IntStream.range(0, 64)
                .parallel().boxed().map(i -> i == 63 ? call(a).get() : i).toList());
    }

    private static Supplier<Object> call(Runnable r) {
        return () -> {
            r.run();
            return 1;
        };
    }

    /** What {@code step} runs knows what happened before, and what happens after knows what it did. */
    private static void inside(String name, boolean v, Step<Runnable> step) throws Exception {
        int before = 0;
        int after = 0;
        for (int i = 0; i < ROUNDS; i++) {
            boolean[] result = new boolean[2];
            start(v, () -> {
                act();
                long first = Handing.done;
                step.with(() -> {
                    result[0] = ShadowThread.current().knows(first);
                    act();
                });
                result[1] = ShadowThread.current().knows(Handing.done);
            }).join();
            before += result[0] ? 1 : 0;
            after += result[1] ? 1 : 0;
        }
        print(name + " before", v, before);
        print(name + " after", v, after);
    }

    private static void services(boolean v) throws Exception {
        Timer timer = new Timer(true);
        inside("Timer", v, a -> {
            CountDownLatch ran = new CountDownLatch(1);
            timer.schedule(new TimerTask() {
                @Override
                public void run() {
                    a.run();
                    ran.countDown();
                }
            }, 1);
            ran.await();
        });
        timer.cancel();
        Cleaner cleaner = Cleaner.create();
        inside("Cleaner.clean", v, a -> cleaner.register(new Object(), a).clean());
        inside("Cleaner", v, a -> {
            CountDownLatch ran = new CountDownLatch(1);
            cleaner.register(new Object(), () -> {
                a.run();
                ran.countDown();
            });
            while (!ran.await(1, TimeUnit.MILLISECONDS)) {
                System.gc();
            }
        });
        inside("SubmissionPublisher", v, a -> {
            CountDownLatch ran = new CountDownLatch(1);
            try (SubmissionPublisher<Object> p = new SubmissionPublisher<>()) {
                p.consume(x -> {
                    a.run();
                    ran.countDown();
                });
                p.submit(1);
                ran.await();
            }
        });
        inside("scheduled", v, a -> {
            try (ScheduledExecutorService pool = Executors.newScheduledThreadPool(1)) {
                pool.schedule(() -> call(a).get(), 1, TimeUnit.MILLISECONDS).get();
            }
        });
        inside("thread factory", v, a -> {
            Thread t = Thread.ofVirtual().unstarted(a);
            t.start();
            t.join();
        });
        inside("ForkJoinPool.commonPool submit", v,
                a -> ForkJoinPool.commonPool().submit(a).get());
        inside("virtual executor", v, a -> {
            try (ExecutorService e = Executors.newVirtualThreadPerTaskExecutor()) {
                e.execute(a);
            }
        });
    }
}
