package dev.jopher.explore.internal.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.jopher.explore.internal.strategy.FairAfter;
import dev.jopher.explore.internal.strategy.Plan;
import dev.jopher.explore.internal.strategy.Strategies;
import dev.jopher.explore.internal.world.Recorder;
import dev.jopher.explore.internal.world.Strategy;
import dev.jopher.explore.internal.world.Verdict;
import dev.jopher.explore.internal.world.World;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program under one schedule after the other, until one fails.
 *
 * <p>Each failure is repeated at once. So what is reported can be repeated, or the report says
 * where the program depends on something that is not controlled.
 *
 * <p>A schedule that reaches the limit of steps proves nothing: the strategy may have kept a thread
 * waiting that another one polls for. So the same schedule runs again, and from the limit on all
 * threads take turns. Only if it does not end then either, within ten times as many steps, it has
 * failed.
 */
public final class Exploration {
    private static final long PROGRESS_NANOS = 100_000_000;
    private static final int FAIR_FACTOR = 10;

    /** So many cut-off schedules get a second run with turns, then one in so many. */
    private static final int FAIR_RUNS = 10;

    private final Options options;
    private final Supplier<Runnable> body;
    private final Progress progress;
    private final LongSet seen = new LongSet();
    private final Set<String> notControlled = new LinkedHashSet<>();

    private int schedules;
    private int threads;
    private int points;
    private int cutOff;
    private long end = Long.MAX_VALUE;
    private @Nullable String unfinished;

    /** @param body gives what is run, once for each schedule */
    public Exploration(Options options, Supplier<Runnable> body, Progress progress) {
        this.options = options;
        this.body = body;
        this.progress = progress;
    }

    public Exploration(Options options, Runnable body) {
        this(options, () -> body, Progress.NONE);
    }

    /**
     * Explores.
     * @throws IllegalArgumentException if there is no such strategy
     */
    public Result run() {
        Plan plan = Strategies.plan(options.strategy(), options.seed(), options.preemptions());
        long start = System.nanoTime();
        long limit = options.time().toNanos();
        end = start + Math.min(limit, Long.MAX_VALUE / 2);
        long nextProgress = PROGRESS_NANOS;
        long passed = 0;
        Failure failure = null;
        while (failure == null && unfinished == null && schedules < options.schedules()
                && passed < limit
                && !plan.isOver()) {
            failure = runOne(plan);
            passed = System.nanoTime() - start;
            if (passed >= nextProgress) {
                progress.at(schedules, seen.size(), passed);
                nextProgress = passed + PROGRESS_NANOS;
            }
        }
        return new Result(schedules, seen.size(), threads, points, cutOff, plan.isComplete(),
                passed,
                failure, unfinished, List.copyOf(notControlled));
    }

    private @Nullable Failure runOne(Plan plan) {
        int n = schedules++;
        Strategy strategy = plan.next(n);
        long seed = plan.seed(options.seed(), n);
        World w = new World(strategy, seed, options.maxSteps(), options.leaks(), null);
        w.endAt(end);
        Verdict v = w.run(body.get());
        notControlled.addAll(w.java.outside());
        if (v == Verdict.REDUNDANT) {
            schedules--;
            plan.ended(w, false);
            return null;
        }
        if (v == Verdict.OUT_OF_TIME) {
            schedules--;
            unfinished = w.unfinished();
            return null;
        }
        String spec = v.isFailure() ? strategy.spec() : "";
        threads = Math.max(threads, w.threads().size());
        points = Math.max(points, w.steps());
        plan.ended(w, seen.add(w.orderHash()));
        return switch (v) {
            case PASSED, ABANDONED, OUT_OF_TIME, REDUNDANT -> null;
            case TOO_LONG -> checkFair(n, seed, spec);
            default -> confirmed(failure(w, n, seed, spec, options.maxSteps()), w);
        };
    }

    private Failure failure(World w, int n, long seed, String spec, int maxSteps) {
        return new Failure(w.verdict(), w.failure(), n, seed, spec, maxSteps, options.leaks(),
                w.hash(), w.steps(), null);
    }

    private @Nullable Failure checkFair(int n, long seed, String spec) {
        cutOff++;
        if (cutOff > FAIR_RUNS && cutOff % FAIR_RUNS != 0) {
            return null;
        }
        String fair = FairAfter.spec(options.maxSteps(), spec);
        int maxSteps = (int) Math.min(Integer.MAX_VALUE, (long) options.maxSteps() * FAIR_FACTOR);
        World w = new World(Strategies.of(fair), seed, maxSteps, options.leaks(), null);
        w.endAt(end);
        Verdict v = w.run(body.get());
        return v == Verdict.PASSED || v == Verdict.OUT_OF_TIME
                ? null
                : confirmed(failure(w, n, seed, fair, maxSteps), w);
    }

    private Failure confirmed(Failure f, World first) {
        Comparison comparison = new Comparison(first);
        World second = repeat(f, comparison);
        return f.withDivergence(comparison.difference(second));
    }

    /** Runs the schedule of a failure again. The recorder sees it; null for none. */
    public World repeat(Failure f, @Nullable Recorder recorder) {
        return repeat(body.get(), f, recorder);
    }

    /** Runs {@code body} under the schedule of a failure, also one of another JVM. */
    public static World repeat(Runnable body, Failure f, @Nullable Recorder recorder) {
        World w = new World(Strategies.of(f.strategy()), f.seed(), f.maxSteps(), f.leaks(),
                recorder);
        Verdict unused = w.run(body);
        return w;
    }
}
