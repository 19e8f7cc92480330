package dev.jopher.explore.internal.replay;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.explore.internal.world.ControlledThread;
import org.jspecify.annotations.Nullable;

/** One thread of a recorded run, with its steps. */
public final class RecordedThread {
    /** Its place among the threads of the run: 0 for main. */
    public final int index;

    public final String path;

    /** The index of its creator; -1 if it has none. */
    public final int creator;

    /** The step of its creator that created it. */
    public final int atStep;

    private final List<Step> steps = new ArrayList<>();

    /** How often it continued before its first step. */
    int starts;

    /** The thread itself, while the run goes on. */
    final @Nullable ControlledThread live;

    @Nullable StackTraceElement createdAt;

    /** Whether it waited at the end of the run. */
    boolean waits;

    @Nullable String waitReason;

    RecordedThread(int index, String path, int creator, int atStep,
            @Nullable ControlledThread live) {
        this.index = index;
        this.path = path;
        this.creator = creator;
        this.atStep = atStep;
        this.live = live;
    }

    Step add(Step s) {
        steps.add(s);
        return s;
    }

    /** Returns its last step; null if it has none. */
    public @Nullable Step last() {
        return steps.isEmpty() ? null : steps.getLast();
    }

    /** Returns the last step that it went on into; null if there is none. */
    public @Nullable Step lastPassed() {
        Step s = last();
        return s == null || s.passed ? s : steps.size() == 1 ? null : steps.get(steps.size() - 2);
    }

    boolean isAtStep() {
        return !steps.isEmpty() && !steps.getLast().passed;
    }

    public List<Step> steps() {
        return steps;
    }

    public @Nullable StackTraceElement createdAt() {
        return createdAt;
    }

    /** Returns whether it could not continue when the run ended. */
    public boolean isWaiting() {
        return waits;
    }

    /** Returns why it waits, in the words of the library; null if that is not known. */
    public @Nullable String waitReason() {
        return waitReason;
    }

    @Override
    public String toString() {
        return path;
    }
}
