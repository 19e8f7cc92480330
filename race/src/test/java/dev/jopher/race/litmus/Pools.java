package dev.jopher.race.litmus;

import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.jopher.race.internal.litmus.Turns;

/** Executors, pools, parallel streams, timers and publishers. */
final class Pools {
    private Pools() {}

    /** What is before {@code submit} happens before the task, and the task before {@code get}. */
    static final class Submit extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            try (ExecutorService e = Executors.newFixedThreadPool(2)) {
                Turns turns = new Turns();
                Future<?> f = e.submit(() -> { x++; turns.next(); });
                turns.await(1);
                x++;
                f.get();
            }
        }

        @Override
        void fixed() throws Exception {
            try (ExecutorService e = Executors.newFixedThreadPool(2)) {
                x++;
                Future<?> f = e.submit(() -> x++);
                f.get();
                x++;
            }
        }
    }

    /** Two tasks of a pool are not ordered. */
    static final class TwoTasks extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            try (ExecutorService e = Executors.newFixedThreadPool(2)) {
                Turns turns = new Turns();
                e.execute(() -> { turns.meet(2); x++; turns.next(); });
                e.execute(() -> { turns.meet(2); turns.await(3); x++; });
            }
        }

        @Override
        void fixed() throws Exception {
            try (ExecutorService e = Executors.newSingleThreadExecutor()) {
                e.execute(() -> x++);
                e.execute(() -> x++);
            }
        }
    }

    /** What is after {@code execute} is not ordered. */
    static final class AfterExecute extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            try (ExecutorService e = Executors.newSingleThreadExecutor()) {
                Turns turns = new Turns();
                e.execute(() -> { turns.next(); turns.await(2); x++; });
                turns.await(1);
                x++;
                turns.next();
            }
        }

        @Override
        void fixed() throws Exception {
            try (ExecutorService e = Executors.newSingleThreadExecutor()) {
                x++;
                e.execute(() -> x++);
            }
        }
    }

    /** The end of all tasks happens before the return of {@code close}. */
    static final class Close extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            try (ExecutorService e = Executors.newFixedThreadPool(2)) {
                Turns turns = new Turns();
                e.execute(() -> { x++; turns.next(); });
                turns.await(1);
                Fields.use(x);
            }
        }

        @Override
        void fixed() throws Exception {
            try (ExecutorService e = Executors.newFixedThreadPool(2)) {
                e.execute(() -> x++);
            }
            x++;
        }
    }

    /** {@code awaitTermination} that returns true. */
    static final class AwaitTermination extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            try (ExecutorService e = Executors.newFixedThreadPool(2)) {
                Turns turns = new Turns();
                e.execute(() -> { x++; turns.next(); turns.await(2); });
                turns.await(1);
                e.shutdown();
                if (!e.awaitTermination(1, TimeUnit.MILLISECONDS)) { x++; }
                turns.next();
            }
        }

        @Override
        void fixed() throws Exception {
            try (ExecutorService e = Executors.newFixedThreadPool(2)) {
                e.execute(() -> x++);
                e.shutdown();
                while (!e.awaitTermination(9, TimeUnit.SECONDS)) { Thread.yield(); }
                x++;
            }
        }
    }

    /** {@code invokeAll} returns after all tasks. */
    static final class InvokeAll extends Litmus {
        int x;
        int y;

        @Override
        void racy() throws Exception {
            try (ExecutorService e = Executors.newFixedThreadPool(2)) {
                Turns turns = new Turns();
                e.invokeAll(List.of(() -> { turns.meet(2); turns.await(3); return x++; }, () -> {
                    turns.meet(2);
                    x++;
                    turns.next();
                    return 1;
                }));
            }
        }

        @Override
        void fixed() throws Exception {
            try (ExecutorService e = Executors.newFixedThreadPool(2)) {
                e.invokeAll(List.of(() -> x++, () -> y++));
                x++;
                y++;
            }
        }
    }

    /** {@code ExecutorCompletionService}: the task happens before {@code take} of its future. */
    static final class Completion extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            try (ExecutorService e = Executors.newFixedThreadPool(2)) {
                CompletionService<Integer> c = new ExecutorCompletionService<>(e);
                Turns turns = new Turns();
                c.submit(() -> { x++; turns.next(); return 1; });
                turns.await(1);
                x++;
                c.take().get();
            }
        }

        @Override
        void fixed() throws Exception {
            try (ExecutorService e = Executors.newFixedThreadPool(2)) {
                CompletionService<Integer> c = new ExecutorCompletionService<>(e);
                x++;
                c.submit(() -> x++);
                c.take();
                x++;
            }
        }
    }

    /** A virtual thread for each task. */
    static final class PerTask extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            try (ExecutorService e = Executors.newVirtualThreadPerTaskExecutor()) {
                Turns turns = new Turns();
                e.execute(() -> { turns.meet(2); x++; turns.next(); });
                e.execute(() -> { turns.meet(2); turns.await(3); x++; });
            }
        }

        @Override
        void fixed() throws Exception {
            try (ExecutorService e = Executors.newVirtualThreadPerTaskExecutor()) {
                x++;
                e.submit(() -> x++).get();
                e.submit(() -> x++).get();
                x++;
            }
        }
    }

    /** {@code close} of an executor that has a virtual thread for each task. */
    static final class PerTaskClose extends Litmus {
        final int[] x = new int[4];

        @Override
        void racy() throws Exception {
            try (ExecutorService e = Executors.newVirtualThreadPerTaskExecutor()) {
                Turns turns = new Turns();
                e.execute(() -> { x[1]++; turns.next(); });
                turns.await(1);
                x[1]++;
            }
        }

        @Override
        void fixed() throws Exception {
            try (ExecutorService e = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 4; i++) { int n = i; e.execute(() -> x[n]++); }
            }
            Fields.use(x[0] + x[1] + x[2] + x[3]);
        }
    }

    /** A task that is scheduled. */
    static final class Scheduled extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            try (ScheduledExecutorService e = Executors.newScheduledThreadPool(1)) {
                Turns turns = new Turns();
                e.schedule(() -> { turns.next(); turns.await(2); x++; }, 1, TimeUnit.MICROSECONDS);
                turns.await(1);
                x++;
                turns.next();
            }
        }

        @Override
        void fixed() throws Exception {
            try (ScheduledExecutorService e = Executors.newScheduledThreadPool(2)) {
                x++;
                e.schedule(() -> x++, 1, TimeUnit.MICROSECONDS).get();
                x++;
            }
        }
    }

    /** Executions of a periodic task happen one before the next. */
    static final class Periodic extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            try (ScheduledExecutorService e = Executors.newScheduledThreadPool(2)) {
                Turns turns = new Turns();
                e.schedule(() -> { turns.meet(2); x++; turns.next(); }, 1, TimeUnit.MICROSECONDS);
                e.schedule(() -> { turns.meet(2); turns.await(3); x++; }, 1, TimeUnit.MICROSECONDS);
            }
        }

        @Override
        void fixed() throws Exception {
            try (ScheduledExecutorService e = Executors.newScheduledThreadPool(2)) {
                CountDownLatch l = new CountDownLatch(3);
                e.scheduleAtFixedRate(() -> { x++; l.countDown(); }, 0, 1, TimeUnit.MICROSECONDS);
                l.await();
            }
        }
    }
}
