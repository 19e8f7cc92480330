package dev.jopher.race.litmus;

import static dev.jopher.Go.go;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.Goroutines;
import dev.jopher.sync.ErrGroup;
import dev.jopher.sync.Semaphore;
import dev.jopher.sync.SingleFlight;
import dev.jopher.sync.Sometimes;
import dev.jopher.sync.WaitGroup;

/** Goroutines, groups of them, and limits. */
@SuppressWarnings("unused")
final class GoGroups {
    // @formatter:off
    private GoGroups() {}

    /** The go statement happens before the start of its goroutine. */
    static final class Start extends GoLitmus {
        final WaitGroup wg = new WaitGroup();

        @Override
        void racy() throws Exception {
            wg.add(1);
            go(() -> { turns.await(1); y = x; wg.done(); });
            x = 1; turns.next();
            wg.await();
        }

        @Override
        void fixed() throws Exception {
            x = 1;
            wg.add(1);
            go(() -> { y = x; wg.done(); });
            wg.await();
        }
    }

    /** The end of a goroutine happens before nothing. */
    static final class End extends GoLitmus {
        final WaitGroup wg = new WaitGroup();

        @Override
        void racy() throws Exception {
            go(() -> { x = 1; turns.next(); });
            turns.await(1);
            for (int i = 0; i < 20; i++) { pause(); }
            y = x;
        }

        @Override
        void fixed() throws Exception {
            wg.go(() -> x = 1);
            wg.await();
            y = x;
        }
    }

    /** The caller evaluates the arguments. */
    static final class Arguments extends GoLitmus {
        final WaitGroup wg = new WaitGroup();
        void use(int v) { y = v; wg.done(); }

        @Override
        void racy() throws Exception {
            wg.add(1);
            go(() -> { turns.await(1); use(x); });
            x = 1; turns.next();
            wg.await();
        }

        @Override
        void fixed() throws Exception {
            wg.add(1);
            go(this::use, x);
            x = 1;
            wg.await();
        }
    }

    /** Two goroutines of one creator are not ordered. */
    static final class Siblings extends GoLitmus {
        @Override
        void racy() throws Exception {
            goroutines(() -> { x++; turns.next(); }, () -> { turns.await(1); x++; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> x++, () -> y++);
        }
    }

    /** The order goes on to what a goroutine starts. */
    static final class Grandchild extends GoLitmus {
        final Channel<Integer> done = new Channel<>(1);

        @Override
        void racy() throws Exception {
            go(() -> go(() -> { turns.await(1); y = x; done.send(1); }));
            x = 1; turns.next();
            done.receive();
        }

        @Override
        void fixed() throws Exception {
            x = 1;
            go(() -> go(() -> { y = x; done.send(1); }));
            done.receive();
        }
    }

    /** A done happens before the end of the wait. */
    static final class Done extends GoLitmus {
        final WaitGroup wg = new WaitGroup();

        @Override
        void racy() throws Exception {
            wg.add(1);
            go(() -> { wg.done(); x = 1; turns.next(); });
            wg.await();
            turns.await(1);
            y = x;
        }

        @Override
        void fixed() throws Exception {
            wg.add(1);
            go(() -> { x = 1; wg.done(); });
            wg.await();
            y = x;
        }
    }

    /** An add orders nothing. */
    static final class AddIsNoEdge extends GoLitmus {
        final WaitGroup wg = new WaitGroup();

        @Override
        void racy() throws Exception {
            oneByOne(() -> { x = 1; wg.add(1); }, () -> { wg.add(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(() -> { wg.add(1); x = 1; wg.done(); }, () -> { wg.await(); y = x; });
        }
    }

    /** The goroutines of a group are not ordered. */
    static final class Workers extends GoLitmus {
        @Override
        void racy() throws Exception {
            WaitGroup wg = new WaitGroup();
            int[] sum = new int[3];
            for (int i = 0; i < 3; i++) { int own = i; wg.go(() -> { turns.await(own); sum[0]++; turns.next(); }); }
            wg.await();
        }

        @Override
        void fixed() throws Exception {
            WaitGroup wg = new WaitGroup();
            int[] sum = new int[3];
            for (int i = 0; i < 3; i++) { int own = i; wg.go(() -> sum[own]++); }
            wg.await();
            y = sum[0] + sum[1] + sum[2];
        }
    }

    /** Each wait is ordered after all functions. */
    static final class TwoWaits extends GoLitmus {
        final WaitGroup wg = new WaitGroup();

        @Override
        void racy() throws Exception {
            wg.go(() -> x = 1);
            goroutines(() -> { wg.await(); x++; turns.next(); }, () -> { wg.await(); turns.await(1); x++; });
        }

        @Override
        void fixed() throws Exception {
            wg.go(() -> x = 1);
            goroutines(() -> { wg.await(); y = x; }, () -> { wg.await(); z = x; });
        }
    }

    /** The end of each function happens before the end of the wait. */
    static final class ErrGroupWait extends GoLitmus {
        @Override
        void racy() throws Exception {
            ErrGroup group = new ErrGroup();
            group.go(() -> { turns.await(1); x = 1; });
            y = x; turns.next();
            group.await();
        }

        @Override
        void fixed() throws Exception {
            ErrGroup group = new ErrGroup();
            group.go(() -> x = 1);
            group.await();
            y = x;
        }
    }

    /** With a limit of one, the functions follow one another. */
    static final class ErrGroupLimit extends GoLitmus {
        @Override
        void racy() throws Exception {
            ErrGroup group = new ErrGroup();
            group.setLimit(2);
            group.go(() -> { turns.meet(2); x++; turns.next(); });
            group.go(() -> { turns.meet(2); turns.await(3); x++; });
            group.await();
        }

        @Override
        void fixed() throws Exception {
            ErrGroup group = new ErrGroup();
            group.setLimit(1);
            group.go(() -> x++);
            group.go(() -> x++);
            group.await();
        }
    }

    /** A failure happens before the end of the context. */
    static final class ErrGroupFailure extends GoLitmus {
        @Override
        void racy() throws Exception {
            ErrGroup group = new ErrGroup();
            group.go(() -> { z = 1; throw new Exception(); });
            group.go(() -> { turns.await(1); x = 1; });
            group.go(() -> { group.context().done().receive(); y = x; turns.next(); });
            Object _ = group.quietlyAwait();
        }

        @Override
        void fixed() throws Exception {
            ErrGroup group = new ErrGroup();
            group.go(() -> { x = 1; throw new Exception(); });
            group.go(() -> { group.context().done().receive(); y = x; });
            Object _ = group.quietlyAwait();
        }
    }

    /** A semaphore of one is a mutex, one of two is not. */
    static final class SemaphoreOfOne extends GoLitmus {
        final Semaphore one = new Semaphore(1);
        final Semaphore two = new Semaphore(2);

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { two.acquire(); turns.meet(2); x++; turns.next(); two.release(); },
                    () -> { two.acquire(); turns.meet(2); turns.await(3); x++; two.release(); });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { one.acquire(); x++; one.release(); },
                    () -> { one.acquire(); x++; one.release(); });
        }
    }

    /** A tryAcquire that fails orders nothing. */
    static final class TryAcquire extends GoLitmus {
        final Semaphore sem = new Semaphore(1);

        @Override
        void racy() throws Exception {
            oneByOne(
                    () -> { sem.acquire(); x = 1; sem.release(); sem.acquire(); },
                    () -> { boolean _ = sem.tryAcquire(); y = x; });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(
                    () -> { sem.acquire(); x = 1; sem.release(); },
                    () -> { boolean _ = sem.tryAcquire(); y = x; });
        }
    }

    /** The function happens before the return of all that share its result. */
    static final class Flight extends GoLitmus {
        final SingleFlight<String, int[]> flights = new SingleFlight<>();
        int[] made() throws InterruptedException {
            Thread.sleep(1); // so that the other most likely waits for this one
            int[] a = new int[1];
            a[0] = 1;
            return a;
        }

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { flights.run("k", this::made); x = 1; turns.next(); },
                    () -> { flights.run("k", this::made); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> y = flights.run("k", this::made).value()[0],
                    () -> z = flights.run("k", this::made).value()[0]);
        }
    }

    /** Functions of one Sometimes run one at a time. */
    static final class SometimesRuns extends GoLitmus {
        final Sometimes often = new Sometimes().every(1);

        @Override
        void racy() throws Exception {
            goroutines(() -> { often.run(() -> z++); x++; turns.next(); }, () -> { often.run(() -> z++); turns.await(1); x++; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> often.run(() -> x++), () -> often.run(() -> x++));
        }
    }

    /** The end of main happens before the return of Go.run; that of another goroutine does not. */
    static final class Main extends GoLitmus {
        @Override
        void racy() throws Exception {
            Go.run(() -> { go(() -> { x = 1; turns.next(); }); turns.await(1); });
            y = x;
        }

        @Override
        void fixed() throws Exception {
            Go.run(() -> x = 1);
            y = x;
        }
    }

    /** The end of a task happens before the return of its future's get. */
    static final class Executor extends GoLitmus {
        @Override
        void racy() throws Exception {
            try (var e = Go.executor()) {
                var f = e.submit(() -> { x = 1; turns.next(); });
                turns.await(1);
                y = x;
                f.get();
            }
        }

        @Override
        void fixed() throws Exception {
            try (var e = Go.executor()) {
                x = 1;
                e.submit(() -> x++).get();
                y = x;
            }
        }
    }

    /** The end of all tasks happens before the end of the executor. */
    static final class ExecutorEnd extends GoLitmus {
        @Override
        void racy() throws Exception {
            try (var e = Go.executor()) {
                e.execute(() -> { x = 1; turns.next(); });
                e.execute(() -> { turns.await(1); x = 2; });
            }
        }

        @Override
        void fixed() throws Exception {
            try (var e = Go.executor()) {
                e.execute(() -> x = 1);
                e.execute(() -> y = 1);
            }
            z = x + y;
        }
    }

    /** The ends of the goroutines in a scope happen before the end of the scope. */
    static final class Watch extends GoLitmus {
        @Override
        void racy() throws Exception {
            try (var _ = Goroutines.watch()) {
                go(() -> { x = 1; turns.next(); });
                turns.await(1);
                y = x;
            }
        }

        @Override
        void fixed() throws Exception {
            try (var _ = Goroutines.watch()) {
                go(() -> x = 1);
            }
            y = x;
        }
    }

    /** A closure sees the variable, not its value at that time. */
    static final class LoopVariable extends GoLitmus {
        int i;
        final WaitGroup wg = new WaitGroup();

        @Override
        void racy() throws Exception {
            for (i = 0; i < 3; i++) { wg.go(() -> { turns.await(1); int _ = i; }); }
            turns.next();
            wg.await();
        }

        @Override
        void fixed() throws Exception {
            for (i = 0; i < 3; i++) { int own = i; wg.go(() -> { int _ = own; }); }
            wg.await();
        }
    }
    // @formatter:on
}
