package dev.jopher.race.litmus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import dev.jopher.race.internal.litmus.Turns;

/** Futures: what completes one happens before what has its result. */
final class Futures {
    private Futures() {}

    /** What a task does happens before the return of {@code get}. */
    static final class Task extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            FutureTask<?> f = new FutureTask<>(() -> x = 1);
            inTurn(f::run, () -> x = 2);
        }

        @Override
        void fixed() throws Exception {
            FutureTask<?> f = new FutureTask<>(() -> x = 1);
            anyOrder(f::run, () -> { f.get(); x = 2; });
        }
    }

    /** {@code isDone} that is true, or {@code resultNow}. */
    static final class IsDone extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            CompletableFuture<String> f = new CompletableFuture<>();
            inTurn(() -> { f.complete("a"); x = 1; }, () -> { if (f.isDone()) { x = 2; } });
        }

        @Override
        void fixed() throws Exception {
            FutureTask<?> f = new FutureTask<>(() -> x = 1);
            inTurn(f::run, () -> { if (f.isDone()) { x = 2; } });
        }
    }

    /** {@code complete} happens before {@code join}. */
    static final class Complete extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            CompletableFuture<String> f = new CompletableFuture<>();
            inTurn(() -> { f.complete("a"); x = 1; }, () -> { f.join(); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            CompletableFuture<String> f = new CompletableFuture<>();
            anyOrder(() -> { x = 1; f.complete("a"); }, () -> { f.join(); x = 2; });
        }
    }

    /** A {@code complete} that comes too late releases nothing. */
    static final class CompleteTwice extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            CompletableFuture<String> f = new CompletableFuture<>();
            f.complete("a");
            inTurn(() -> { x = 1; f.complete("b"); }, () -> { f.join(); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            CompletableFuture<String> f = new CompletableFuture<>();
            inTurn(() -> { x = 1; f.complete("b"); },
                    () -> { if (!f.complete("c")) { f.join(); x = 2; } });
        }
    }

    /** {@code completeExceptionally}. */
    static final class Exceptionally extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            CompletableFuture<String> f = new CompletableFuture<>();
            inTurn(() -> { f.completeExceptionally(new IllegalStateException()); x = 1; }, () -> {
                f.exceptionNow();
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            CompletableFuture<String> f = new CompletableFuture<>();
            anyOrder(() -> { x = 1; f.completeExceptionally(new IllegalStateException()); },
                    () -> f.handle((v, e) -> x = 2).join());
        }
    }

    /** A task of the common pool. */
    static final class SupplyAsync extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            CompletableFuture<Void> f = CompletableFuture.runAsync(() -> { x = 1; turns.next(); });
            turns.await(1);
            x = 2;
            f.join();
        }

        @Override
        void fixed() throws Exception {
            x = 1;
            CompletableFuture<Integer> f = CompletableFuture.supplyAsync(() -> ++x);
            f.join();
            x = 3;
        }
    }

    /** The steps of a chain are in order, whichever threads do them. */
    static final class Chain extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            Executor threads = r -> thread(r).start();
            CompletableFuture<Integer> f = CompletableFuture.supplyAsync(() -> 1);
            CompletableFuture<Integer> a = f.thenApplyAsync(v -> {
                turns.meet(2);
                x = 1;
                turns.next();
                return v;
            }, threads);
            CompletableFuture<Integer> b =
                    f.thenApplyAsync(v -> { turns.meet(2); turns.await(3); return ++x; }, threads);
            a.join();
            b.join();
        }

        @Override
        void fixed() throws Exception {
            CompletableFuture.supplyAsync(() -> x++).thenApplyAsync(v -> x++)
                    .thenCompose(v -> CompletableFuture.supplyAsync(() -> x++)).thenAccept(v -> x++)
                    .thenRunAsync(() -> x++).whenComplete((v, e) -> x++).join();
            x++;
        }
    }

    /** {@code thenCombine} is after both. */
    static final class Combine extends Litmus {
        int x;
        int y;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            Executor threads = r -> thread(r).start();
            CompletableFuture<Integer> a = CompletableFuture.supplyAsync(() -> {
                turns.meet(2);
                x++;
                turns.next();
                return 1;
            }, threads);
            CompletableFuture<Integer> b = CompletableFuture.supplyAsync(() -> {
                turns.meet(2);
                turns.await(3);
                return x++;
            }, threads);
            a.thenCombine(b, Integer::sum).join();
        }

        @Override
        void fixed() throws Exception {
            CompletableFuture<Integer> a = CompletableFuture.supplyAsync(() -> x++);
            CompletableFuture<Integer> b = CompletableFuture.supplyAsync(() -> y++);
            a.thenCombineAsync(b, (c, d) -> x++ + y++).join();
        }
    }

    /** {@code allOf} is after all, {@code anyOf} after one. */
    static final class AllOf extends Litmus {
        final int[] x = new int[3];

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            CompletableFuture<Void> never = new CompletableFuture<>();
            CompletableFuture<Void> a =
                    CompletableFuture.runAsync(() -> { x[0] = 1; turns.next(); });
            CompletableFuture.anyOf(never, CompletableFuture.completedFuture(1)).thenRun(() -> {
                turns.await(1);
                x[0] = 2;
            }).join();
            a.join();
        }

        @Override
        void fixed() throws Exception {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int n = i;
                all.add(CompletableFuture.runAsync(() -> x[n] = 1));
            }
            CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).join();
            Fields.use(x[0] + x[1] + x[2]);
        }
    }

    /** A callback of a future that another thread completes. */
    static final class Callback extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            CompletableFuture<String> f = new CompletableFuture<>();
            inTurn(() -> { f.thenRun(() -> x++); x++; }, () -> f.complete("a"));
        }

        @Override
        void fixed() throws Exception {
            CompletableFuture<String> f = new CompletableFuture<>();
            inTurn(() -> { x++; f.thenRun(() -> x++); }, () -> { f.complete("a"); x++; });
        }
    }

    /** {@code completeOnTimeout} is called by a thread of the JDK. */
    static final class Timeout extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            CompletableFuture<String> f = new CompletableFuture<>();
            CompletableFuture<Void> end = f.thenAccept(v -> {
                x++;
                turns.next();
            });
            // Only now: a callback of a future that is complete is called at once, in this thread.
            CompletableFuture<String> unused =
                    f.completeOnTimeout("a", 1, TimeUnit.MILLISECONDS);
            turns.await(1);
            x++;
            end.join();
        }

        @Override
        void fixed() throws Exception {
            x++;
            new CompletableFuture<String>().completeOnTimeout("a", 1, TimeUnit.MILLISECONDS)
                    .thenAccept(v -> x++).join();
            x++;
        }
    }

    /** An executor that delays. */
    static final class Delayed extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            Executor e = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);
            CompletableFuture<Void> f = CompletableFuture.runAsync(() -> { x++; turns.next(); }, e);
            turns.await(1);
            x++;
            f.join();
        }

        @Override
        void fixed() throws Exception {
            Executor e = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);
            x++;
            CompletableFuture.runAsync(() -> x++, e).join();
            x++;
        }
    }

    /** {@code cancel} happens before the {@code CancellationException} of {@code get}. */
    static final class Cancel extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            CompletableFuture<String> f = new CompletableFuture<>();
            inTurn(() -> { f.cancel(true); x = 1; }, () -> { if (f.isCancelled()) { x = 2; } });
        }

        @Override
        void fixed() throws Exception {
            FutureTask<?> f = new FutureTask<>(() -> x = 3);
            anyOrder(() -> { x = 1; f.cancel(false); }, () -> {
                try {
                    f.get();
                } catch (CancellationException e) {
                    x = 2;
                }
            });
        }
    }
}
