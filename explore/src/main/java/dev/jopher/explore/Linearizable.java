package dev.jopher.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.jopher.explore.internal.linear.Case;
import dev.jopher.explore.internal.linear.LinearCheck;
import dev.jopher.explore.internal.linear.Operation;
import dev.jopher.explore.internal.report.Investigation;
import dev.jopher.explore.internal.search.Exploration;
import dev.jopher.explore.internal.search.Options;
import dev.jopher.explore.internal.search.Progress;
import dev.jopher.explore.internal.search.Result;
import dev.jopher.explore.internal.world.SplitMix;
import org.jspecify.annotations.Nullable;

/**
 * Whether an object that several threads use behaves as if each operation took place at one moment
 * between its call and its return: whether it is <em>linearizable</em> (Herlihy and Wing, 1990).
 * What the operations do is said by a model, which one thread uses.
 *
 * <pre>{@code
 * Explore.linearizable(BoundedQueue::new, ArrayDeque<Integer>::new)
 *         .operation("put 1", q -> q.put(1), m -> m.add(1))
 *         .operation("put 2", q -> q.put(2), m -> m.add(2))
 *         .operation("take", BoundedQueue::take,
 *                 m -> m.isEmpty() ? Linearizable.WAITS : m.poll())
 *         .check();
 * }</pre>
 *
 * <p>The explorer makes small programs at random, of two to four threads with some operations each,
 * and runs each under many schedules. It searches an order of the operations in which the model
 * gives the same results. If there is none, it removes operations as long as there is still none,
 * and reports the smallest program, the results, and the schedule.
 *
 * @param <S> of the object
 * @param <M> of the model
 */
public final class Linearizable<S, M> {
    /** What an operation of a model returns if it cannot take place now: the real one waits. */
    public static final Object WAITS = LinearCheck.WAITS;

    private static final int SCHEDULES_PER_CASE = 50;
    private static final int SCHEDULES_TO_SHRINK = 400;

    private final Supplier<? extends S> subject;
    private final Supplier<? extends M> model;
    private final List<Operation> operations = new ArrayList<>();
    private ExploreOptions options = ExploreOptions.DEFAULT.schedules(10_000);
    private int maxThreads = 3;
    private int maxOperations = 3;

    Linearizable(Supplier<? extends S> subject, Supplier<? extends M> model) {
        this.subject = subject;
        this.model = model;
    }

    /**
     * Adds an operation.
     *
     * @param name for the report
     * @param real does it, and returns a result with {@code equals}; an exception is a result as
     *        well
     * @param sequential does it to the model, and returns the same result; or {@link #WAITS}
     */
    @SuppressWarnings("unchecked")
    public Linearizable<S, M> operation(String name, Function<S, ? extends @Nullable Object> real,
            Function<M, ? extends @Nullable Object> sequential) {
        operations
                .add(new Operation(name, (Function<Object, @Nullable Object>) (Function<?, ?>) real,
                        (Function<Object, @Nullable Object>) (Function<?, ?>) sequential));
        return this;
    }

    /** Adds an operation without a result. */
    public Linearizable<S, M> action(String name, Consumer<S> real,
            Function<M, ? extends @Nullable Object> sequential) {
        return operation(name, s -> {
            real.accept(s);
            return null;
        }, sequential);
    }

    /** Sets the limits, the seed and the strategy. The schedules are those of all programs. */
    public Linearizable<S, M> options(ExploreOptions o) {
        options = o;
        return this;
    }

    /** Sets how large programs are: up to so many threads, each with up to so many operations. */
    public Linearizable<S, M> size(int threads, int operationsPerThread) {
        maxThreads = threads;
        maxOperations = operationsPerThread;
        return this;
    }

    /**
     * Explores.
     *
     * @throws ExplorationFailure if some results fit no order, or if a run fails
     */
    public void check() {
        if (operations.isEmpty()) {
            throw new IllegalStateException("no operation");
        }
        Session.run(subject, () -> {
            explore();
            return "";
        });
    }

    private void explore() {
        Options o = options.internal();
        SplitMix random = new SplitMix(SplitMix.mix(o.seed(), 2));
        long deadline = System.nanoTime() + o.time().toNanos();
        for (int done = 0; done < o.schedules() && System.nanoTime() - deadline < 0;) {
            Case made = Case.random(operations, random, maxThreads, maxOperations);
            Result result = run(made, o.withSchedules(SCHEDULES_PER_CASE).withSeed(random.next()));
            done += result.schedules();
            if (result.failure() != null) {
                fail(smallest(made, o), o);
            }
        }
    }

    private Result run(Case c, Options o) {
        return new Exploration(o, c.body(subject, model), Progress.NONE).run();
    }

    /** Leaves out operations while the case still fails. */
    private Case smallest(Case failing, Options o) {
        Case best = failing;
        for (int i = 0; i < best.size();) {
            Case smaller = best.without(i);
            if (run(smaller, o.withSchedules(SCHEDULES_TO_SHRINK)).failure() != null) {
                best = smaller;
            } else {
                i++;
            }
        }
        return best;
    }

    private void fail(Case c, Options o) {
        Result result = run(c, o.withSchedules(SCHEDULES_TO_SHRINK));
        if (result.failure() == null) {
            result = run(c, o.withSchedules(o.schedules()));
        }
        if (result.failure() != null) {
            throw new ExplorationFailure(Investigation.of(result.failure(), c.body(subject, model),
                    o.seed()));
        }
        throw new AssertionError(
                "not linearizable, but a second exploration did not find it: " + c);
    }
}
