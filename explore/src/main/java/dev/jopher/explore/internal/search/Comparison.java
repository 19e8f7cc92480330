package dev.jopher.explore.internal.search;

import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.Op;
import dev.jopher.explore.internal.world.Recorder;
import dev.jopher.explore.internal.world.StepLog;
import dev.jopher.explore.internal.world.World;
import org.jspecify.annotations.Nullable;

/** Compares a second run of a schedule with the first, step by step. */
final class Comparison implements Recorder {
    private final World first;
    private final int[] log;
    private int step;
    private @Nullable String difference;

    Comparison(World first) {
        this.first = first;
        this.log = StepLog.lastRun();
    }

    @Override
    public void step(ControlledThread t, Op op, @Nullable Object on) {
        if (difference == null && step < StepLog.MAX_SIZE
                && (step >= log.length || log[step] != StepLog.entry(t, op))) {
            difference = "step " + step + ": " + t.path() + " was about to " + op
                    + ", and the first time " + before();
        }
        step++;
    }

    private String before() {
        if (step >= log.length) {
            return "the run was over";
        }
        return first.threads().get(StepLog.threadId(log[step])).path() + " was about to "
                + StepLog.op(log[step]);
    }

    /** Returns where the runs first differ; null if they are the same. */
    @Nullable String difference(World second) {
        if (difference != null) {
            return difference;
        }
        if (second.verdict() != first.verdict()) {
            return "the end: " + second.verdict() + ", and the first time " + first.verdict();
        }
        return second.hash() == first.hash() && second.steps() == first.steps()
                ? null
                : "step " + step + ": the second run was over";
    }

    @Override
    public void resumed(ControlledThread t) {}

    @Override
    public void random(@Nullable ControlledThread t, int bound, int result) {}

    @Override
    public void timer(long nanos) {}
}
