package dev.jopher.internal.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Compares what threads see that use one object at once with all ways in which their operations
 * could have run one after the other. If none gives the same results and the same final state, some
 * operation was seen half done. That shows that one refused or given up leaves no trace.
 *
 * <p>Each thread executes some operations, drawn at random, on each of many new objects. The
 * threads do so at the same pace, so that they meet.
 *
 * @param <T> the object
 */
public final class Interleavings<T> {
    private static final int BATCH = 500;
    private static final int OPERATIONS = 3;
    private static final int PATIENCE = 2_000;

    /**
     * An operation, which never waits for another thread.
     *
     * @param real executes it; the result
     * @param model whether it could have had a result
     */
    public record Operation<T>(String name, ToIntFunction<T> real, Model model) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Whether an operation can have {@code result} in the state that {@code state[0]} stands for.
     * It then changes that to the state after it.
     */
    public interface Model {
        boolean explains(long[] state, int result);
    }

    private final Supplier<T> maker;
    private final ToLongFunction<T> look;
    private final long before;
    private final List<Operation<T>> operations;
    private final int threads;

    /** One object, and what its threads do and see. */
    private final class Scene {
        final T object = maker.get();
        final List<List<Operation<T>>> plans = new ArrayList<>();
        final int[][] results = new int[threads][OPERATIONS];

        public Scene(SplittableRandom random) {
            for (int i = 0; i < threads; i++) {
                List<Operation<T>> plan = new ArrayList<>();
                for (int k = 0; k < OPERATIONS; k++) {
                    plan.add(operations.get(random.nextInt(operations.size())));
                }
                plans.add(plan);
            }
        }

        public void play(int thread) {
            List<Operation<T>> plan = plans.get(thread);
            for (int k = 0; k < OPERATIONS; k++) {
                results[thread][k] = plan.get(k).real.applyAsInt(object);
            }
        }

        public boolean isPossible() {
            return isPossible(new int[threads], before, look.applyAsLong(object));
        }

        /** Whether some order of what is left explains what was seen. */
        private boolean isPossible(int[] next, long state, long after) {
            boolean over = true;
            for (int i = 0; i < threads; i++) {
                if (next[i] == OPERATIONS) {
                    continue;
                }
                over = false;
                long[] s = {state};
                int k = next[i]++;
                boolean explained = plans.get(i).get(k).model.explains(s, results[i][k])
                        && isPossible(next, s[0], after);
                next[i]--;
                if (explained) {
                    return true;
                }
            }
            return over && state == after;
        }

        @Override
        public String toString() {
            return plans + " saw " + Arrays.deepToString(results) + ", and left "
                    + look.applyAsLong(object);
        }
    }

    /**
     * Prepares the comparison.
     *
     * @param before the number for the state of a new object
     * @param look the number for the state of an object that no thread uses
     */
    public Interleavings(int threads, Supplier<T> maker, long before, ToLongFunction<T> look,
            List<Operation<T>> operations) {
        this.threads = threads;
        this.maker = maker;
        this.before = before;
        this.look = look;
        this.operations = operations;
    }

    /** Plays that many scenes, and fails if one is impossible. */
    public void check(int scenes) throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int n = 0; n < scenes; n += BATCH) {
                List<Scene> batch = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    batch.add(new Scene(random));
                }
                play(batch, pool);
                assertThat(batch.stream().filter(s -> !s.isPossible())).isEmpty();
            }
        } finally {
            pool.shutdown();
        }
    }

    private void play(List<Scene> batch, ExecutorService pool) throws Exception {
        var start = new CyclicBarrier(threads);
        var turn = new AtomicIntegerArray(threads);
        List<Callable<Void>> actors = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int me = i;
            actors.add(() -> {
                start.await();
                for (int k = 0; k < batch.size(); k++) {
                    turn.set(me, k);
                    awaitOthers(turn, k);
                    batch.get(k).play(me);
                }
                turn.set(me, Integer.MAX_VALUE);
                return null;
            });
        }
        for (Future<Void> f : pool.invokeAll(actors)) {
            f.get();
        }
    }

    /** Not for long: where processors are few, the others do not run now. */
    private void awaitOthers(AtomicIntegerArray turn, int k) {
        for (int i = 0; i < threads; i++) {
            for (int looks = 0; turn.get(i) < k && looks < PATIENCE; looks++) {
                Thread.onSpinWait();
            }
        }
    }
}
