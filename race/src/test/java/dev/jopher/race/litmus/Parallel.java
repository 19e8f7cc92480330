package dev.jopher.race.litmus;

import java.util.Arrays;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.jopher.race.internal.litmus.Turns;

/** Tasks of {@code ForkJoinPool}, parallel streams, timers and publishers. */
final class Parallel {
    private Parallel() {}

    /** {@code fork} happens before the task, the task before {@code join}. */
    static final class ForkJoin extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            ForkJoinTask<?> t = ForkJoinTask.adapt(() -> { x++; turns.next(); }).fork();
            turns.await(1);
            x++;
            t.join();
        }

        @Override
        void fixed() throws Exception {
            x++;
            ForkJoinTask<?> t = ForkJoinTask.adapt(() -> { x++; }).fork();
            t.join();
            x++;
        }
    }

    /** Tasks that divide themselves, and add up what their parts have written. */
    static final class Recursive extends Litmus {
        final int[] leaves = new int[64];
        int x;

        final class Sum extends RecursiveTask<Integer> {
            private static final long serialVersionUID = 1;
            final int from;
            final int to;
            int sum;

            Sum(int from, int to) {
                this.from = from;
                this.to = to;
            }

            @Override
            protected Integer compute() {
                if (to - from == 1) {
                    leaves[from] = 1;
                    sum = 1;
                } else {
                    Sum a = new Sum(from, (from + to) / 2);
                    Sum b = new Sum((from + to) / 2, to);
                    invokeAll(a, b);
                    sum = a.sum + b.sum;
                    Fields.use(leaves[from] + leaves[to - 1]);
                }
                return sum;
            }
        }

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            ForkJoinTask<?> a = ForkJoinTask.adapt(() -> {
                turns.meet(2);
                x++;
                turns.next();
            });
            ForkJoinTask<?> b = ForkJoinTask.adapt(() -> {
                turns.meet(2);
                turns.await(3);
                x++;
            });
            try (ForkJoinPool pool = new ForkJoinPool(2)) {
                pool.execute(a);
                pool.execute(b);
            }
        }

        @Override
        void fixed() throws Exception {
            try (ForkJoinPool pool = new ForkJoinPool(3)) {
                Sum s = new Sum(0, 64);
                Fields.use(pool.invoke(s) - s.sum);
            }
        }
    }

    /** A parallel stream: each element by one thread, the result after all. */
    static final class ParallelStream extends Litmus {
        final int[] squares = new int[2000];
        int x;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            IntStream.range(0, 2).parallel().forEach(i -> {
                turns.meet(2);
                turns.await(2 + i);
                x++;
                turns.next();
            });
        }

        @Override
        void fixed() throws Exception {
            IntStream.range(0, squares.length).parallel().forEach(i -> squares[i] = 1);
            squares[7] = 2;
            List<Integer> l = IntStream.range(0, squares.length).parallel().map(i -> squares[i])
                    .boxed().sorted().collect(Collectors.toList());
            Fields.use(l.get(0));
        }
    }

    /** {@code Arrays.parallelSetAll}, {@code parallelSort} and {@code parallelPrefix}. */
    static final class ParallelArrays extends Litmus {
        final int[] a = new int[20_000];

        @Override
        void racy() throws Exception {
            inTurn(() -> Arrays.parallelSort(a), () -> a[3] = 1);
        }

        @Override
        void fixed() throws Exception {
            Arrays.parallelSetAll(a, i -> a.length - i);
            Arrays.parallelSort(a);
            Arrays.parallelPrefix(a, Math::max);
            a[0] = 1;
        }
    }

    /** {@code Timer}: {@code schedule} happens before the task. */
    static final class Timers extends Litmus {
        int x;

        TimerTask task(Turns turns, int turn) {
            return new TimerTask() {
                @Override
                public void run() {
                    turns.await(turn);
                    x++;
                    turns.next();
                }
            };
        }

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            Timer timer = new Timer(true);
            timer.schedule(task(turns, 1), 0);
            x++;
            turns.next();
            turns.await(2);
            timer.cancel();
        }

        @Override
        void fixed() throws Exception {
            Turns turns = new Turns();
            Timer timer = new Timer(true);
            x++;
            timer.schedule(task(turns, 0), 0);
            turns.await(1);
            timer.schedule(task(turns, 0), 0);
            turns.await(2);
            timer.cancel();
        }
    }

    /** {@code SubmissionPublisher}: a subscriber is called by one thread at a time. */
    static final class Publisher extends Litmus {
        static final class Box {
            int value;
        }

        final class Adder implements Flow.Subscriber<Box> {
            final CountDownLatch end = new CountDownLatch(1);
            final Turns turns = new Turns();
            final boolean wait;
            int sum;

            Adder(boolean wait) {
                this.wait = wait;
            }

            @Override
            public void onSubscribe(Flow.Subscription s) {
                s.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(Box b) {
                turns.next();
                turns.await(wait ? 2 : 1);
                sum += b.value;
            }

            @Override
            public void onError(Throwable e) {
                end.countDown();
            }

            @Override
            public void onComplete() {
                end.countDown();
            }
        }

        @Override
        void racy() throws Exception {
            Adder a = new Adder(true);
            Box b = new Box();
            try (SubmissionPublisher<Box> p = new SubmissionPublisher<>()) {
                p.subscribe(a);
                p.submit(b);
                a.turns.await(1);
                b.value = 1;
                a.turns.next();
            }
            a.end.await();
        }

        @Override
        void fixed() throws Exception {
            Adder a = new Adder(false);
            try (SubmissionPublisher<Box> p = new SubmissionPublisher<>()) {
                p.subscribe(a);
                for (int i = 0; i < 20; i++) {
                    Box b = new Box();
                    b.value = 1;
                    p.submit(b);
                }
            }
            a.end.await();
            Fields.use(a.sum);
        }
    }
}
