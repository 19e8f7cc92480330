package dev.jopher.explore.internal.report;

import java.util.function.Supplier;

import dev.jopher.explore.internal.replay.ByChoices;
import dev.jopher.explore.internal.replay.ChoiceLog;
import dev.jopher.explore.internal.replay.Follower;
import dev.jopher.explore.internal.replay.Program;
import dev.jopher.explore.internal.replay.Recording;
import dev.jopher.explore.internal.replay.Replay;
import dev.jopher.explore.internal.replay.RunRecorder;
import dev.jopher.explore.internal.replay.Shrinker;
import dev.jopher.explore.internal.replay.Token;
import dev.jopher.explore.internal.search.Failure;
import dev.jopher.explore.internal.strategy.Strategies;
import dev.jopher.explore.internal.world.Strategy;
import dev.jopher.explore.internal.world.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * From a failing schedule to what is reported: records it, shortens it, and records the shortest
 * one with lines and values, at the same time as its choices.
 */
public final class Investigation {
    private static final int MAX_RUNS = 3000;

    /** Tests of reports have more time: on a busy machine, two seconds change what they say. */
    private static final long MAX_NANOS =
            1_000_000 * Long.getLong("jopher.explore.shrink.millis", 2_000);

    private Investigation() {}

    /**
     * @param body gives what is run, once for each run
     * @param seed of the exploration
     */
    public static Finding of(Failure f, Supplier<Runnable> body, long seed) {
        Program p = new Program(body, f.maxSteps(), f.leaks());
        Recording first = record(p, Strategies.of(f.strategy()), f.seed());
        if (f.divergence() != null || first.hash() != f.hash()) {
            RunRecorder recorder = new RunRecorder(true);
            Program.Run run = p.run(Strategies.of(f.strategy()), f.seed(), recorder);
            return new Finding(recorder.finish(run.world(), run.verdict(), f.seed()), null,
                    f.schedule(), seed, first.preemptions(), first.stepCount(), f.divergence(),
                    run.notControlled());
        }
        Recording shortest = first.verdict() == Verdict.TOO_LONG
                ? first
                : new Shrinker(p, first, MAX_RUNS, MAX_NANOS).shrink();
        return finding(p, shortest, first, f.schedule(), seed);
    }

    private static Recording record(Program p, Strategy strategy, long seed) {
        RunRecorder recorder = new RunRecorder(false);
        Program.Run run = p.run(strategy, seed, recorder);
        return recorder.finish(run.world(), run.verdict(), seed);
    }

    private static Finding finding(Program p, Recording shortest, Recording first, int schedule,
            long seed) {
        Follower follower = Follower.of(shortest, true);
        ChoiceLog log = new ChoiceLog(follower);
        Program.Run run = p.run(log, shortest.seed(), follower);
        Recording detailed = follower.finish(run.world(), run.verdict(), shortest.seed());
        boolean isSame = detailed.hash() == shortest.hash();
        return new Finding(detailed, isSame ? Token.of(p, run, detailed, log).toString() : null,
                schedule, seed, first.preemptions(), first.stepCount(), null,
                run.notControlled());
    }

    /** What a repetition has shown: the failure, if it failed, and what differs. */
    public record Repeated(@Nullable Finding finding, @Nullable String difference) {}

    /** Repeats the schedule of a token once. */
    public static Repeated repeat(Token token, Supplier<Runnable> body) {
        Program p = new Program(body, token.maxSteps(), token.untilQuiet());
        ByChoices choices = new ByChoices(token.choices());
        RunRecorder recorder = new RunRecorder(true);
        ChoiceLog log = new ChoiceLog(choices);
        Program.Run run = p.run(log, token.seed(), recorder);
        Recording r = recorder.finish(run.world(), run.verdict(), token.seed());
        String difference = run.isSameAs(token) ? null
                : choices.firstMisfit() >= 0
                        ? "choice " + choices.firstMisfit() + " of the schedule no longer applies"
                        : "the program did other steps than when the schedule was recorded";
        return new Repeated(!r.verdict().isFailure() ? null
                : new Finding(r, Token.of(p, run, r, log).toString(), 0, token.seed(),
                        r.preemptions(),
                        r.stepCount(), null, run.notControlled()),
                difference);
    }

    /** Follows a recorded schedule, also after the program was edited. */
    public static Repeated repeat(Recording recorded, Program p) {
        Replay.Result result = Replay.of(p, recorded);
        String difference = result.isSame() ? null
                : result.strangers() + " events are not in the schedule, " + result.rounds()
                        + (result.rounds() == 1 ? " try" : " tries");
        Recording now = result.recording();
        return new Repeated(
                now.verdict().isFailure() ? finding(p, now, now, 0, recorded.seed()) : null,
                difference);
    }
}
