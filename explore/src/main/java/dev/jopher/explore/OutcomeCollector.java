package dev.jopher.explore;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.jopher.explore.Outcomes.Outcome;
import dev.jopher.explore.internal.replay.ChoiceLog;
import dev.jopher.explore.internal.replay.Program;
import dev.jopher.explore.internal.replay.Recording;
import dev.jopher.explore.internal.replay.RunRecorder;
import dev.jopher.explore.internal.replay.Token;
import dev.jopher.explore.internal.report.Headline;
import dev.jopher.explore.internal.search.Options;
import dev.jopher.explore.internal.strategy.Plan;
import dev.jopher.explore.internal.strategy.Strategies;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Strategy;
import dev.jopher.explore.internal.world.Verdict;
import org.jspecify.annotations.Nullable;

/** Runs schedules and counts their results. */
final class OutcomeCollector<T> {
    /** What makes two outcomes the same. */
    private record Key<T>(@Nullable T value, @Nullable String failure) {}

    /** How often, and how to repeat the first. */
    private static final class Entry {
        private final Optional<String> token;
        private int count;

        Entry(Optional<String> token) {
            this.token = token;
        }
    }

    private final Program program;
    private final Map<Key<T>, Entry> entries = new LinkedHashMap<>();

    /** What the last run has returned. */
    private @Nullable T value;

    private OutcomeCollector(Options options, Callable<? extends T> body) {
        Body keep = () -> value = body.call();
        program = new Program(Session.runs(keep), options.maxSteps(), options.leaks());
    }

    static <T> Outcomes<T> collect(Options options, Callable<? extends T> body) {
        return new OutcomeCollector<T>(options, body).collect(options);
    }

    private Outcomes<T> collect(Options options) {
        Plan plan = Strategies.plan(options.strategy(), options.seed(), options.preemptions());
        long deadline = System.nanoTime() + options.time().toNanos();
        for (int n = 0; n < options.schedules() && !plan.isOver()
                && System.nanoTime() - deadline < 0; n++) {
            Strategy strategy = plan.next(n);
            long seed = SplitMix.mix(options.seed(), n);
            Program.Run run = program.run(strategy, seed, null);
            plan.ended(run.world(), true);
            Key<T> key = key(run);
            entries.computeIfAbsent(key, k -> new Entry(token(strategy.spec(), seed))).count++;
        }
        List<Outcome<T>> all = entries.entrySet().stream().map(e -> new Outcome<>(
                e.getKey().value, e.getKey().failure, e.getValue().count, e.getValue().token))
                .toList();
        return new Outcomes<>(all);
    }

    private Key<T> key(Program.Run run) {
        if (run.verdict() == Verdict.PASSED) {
            return new Key<>(value, null);
        }
        Throwable e = run.world().failure();
        return new Key<>(null, e == null ? run.verdict().name().toLowerCase(java.util.Locale.ROOT)
                : Headline.brief(e));
    }

    private Optional<String> token(String spec, long seed) {
        ChoiceLog log = new ChoiceLog(Strategies.of(spec));
        RunRecorder recorder = new RunRecorder(false);
        Program.Run run = program.run(log, seed, recorder);
        Recording r = recorder.finish(run.world(), run.verdict(), seed);
        return Optional.of(Token.of(program, run, r, log).toString());
    }
}
