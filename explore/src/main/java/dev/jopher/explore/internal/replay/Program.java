package dev.jopher.explore.internal.replay;

import java.util.List;
import java.util.function.Supplier;

import dev.jopher.explore.internal.world.Recorder;
import dev.jopher.explore.internal.world.Strategy;
import dev.jopher.explore.internal.world.Verdict;
import dev.jopher.explore.internal.world.World;
import org.jspecify.annotations.Nullable;

/**
 * What is run again and again.
 *
 * @param body gives what is run, once for each run
 * @param maxSteps after so many steps a run is over
 * @param untilQuiet whether a run continues after main has returned
 */
public record Program(Supplier<Runnable> body, int maxSteps, boolean untilQuiet) {
    /** A run that is over. */
    public record Run(World world, Verdict verdict) {
        public boolean isSameAs(Token token) {
            return verdict == token.verdict() && (int) world.hash() == token.hash();
        }

        /** Returns what happened for real, each with its line. */
        public List<String> notControlled() {
            return world.java.outside();
        }
    }

    public Run run(Strategy strategy, long seed, @Nullable Recorder recorder) {
        World w = new World(strategy, seed, maxSteps, untilQuiet, recorder);
        return new Run(w, w.run(body.get()));
    }

    /** Runs it once along a recording, and records that. */
    public Recording follow(Follower follower, long seed) {
        Run run = run(follower, seed, follower);
        return follower.finish(run.world, run.verdict, seed);
    }
}
