package dev.jopher.explore.internal.replay;

import org.jspecify.annotations.Nullable;

/**
 * Repeats a recorded schedule of a program that was perhaps edited since. The first try follows the
 * order as it is. Each further one aligns what the last one has done with the recording, and
 * follows the order of the events that have partners; those without run at once.
 */
public final class Replay {
    private static final int ROUNDS = 5;

    private Replay() {}

    /**
     * @param recording the first run that failed, or the last one
     * @param rounds how many runs there were
     * @param isSame whether it does the same, step for step
     * @param strangers events of the last run for which the recording has no place
     */
    public record Result(Recording recording, int rounds, boolean isSame, int strangers) {
        /** Returns whether the program failed again. */
        public boolean isFailure() {
            return recording.verdict().isFailure();
        }
    }

    /** Repeats the schedule until a run fails, in some rounds at most. */
    public static Result of(Program program, Recording recorded) {
        @Nullable Alignment alignment = null;
        for (int round = 1;; round++) {
            Follower follower = Follower.ofEdited(recorded, alignment);
            Recording now = program.follow(follower, recorded.seed());
            boolean isSame = now.hash() == recorded.hash() && now.verdict() == recorded.verdict();
            if (isSame || now.verdict().isFailure() || round > ROUNDS) {
                return new Result(now, round, isSame, follower.strangers());
            }
            alignment = new Alignment(recorded, now);
        }
    }
}
