package dev.jopher.explore.internal.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.Goroutines;
import dev.jopher.explore.internal.world.Op;
import dev.jopher.explore.internal.world.Recorder;
import dev.jopher.explore.internal.world.Verdict;
import dev.jopher.explore.internal.world.World;
import org.jspecify.annotations.Nullable;

/** Writes down a run. With lines, objects and values if it is to be shown. */
public class RunRecorder implements Recorder {
    private static final int FIRST_SIZE = 64;

    private final @Nullable Details details;
    private final List<RecordedThread> threads = new ArrayList<>();
    private int[] events = new int[FIRST_SIZE];
    private int eventCount;

    /** The thread that runs. */
    private @Nullable RecordedThread running;

    /** How often chance was asked since the last step of the one that runs. */
    private int draws;

    private RunRecorder(@Nullable Details details) {
        this.details = details;
    }

    /** @param detailed whether lines, objects and values are recorded */
    public RunRecorder(boolean detailed) {
        this(detailed ? new Details() : null);
    }

    /** Returns the thread's record. */
    final RecordedThread of(ControlledThread t) {
        while (threads.size() <= t.id) {
            threads.add(newThread(t.run().threads().get(threads.size())));
        }
        return threads.get(t.id);
    }

    private static RecordedThread newThread(ControlledThread t) {
        ControlledThread c = t.creator;
        return new RecordedThread(t.id, t.path(), c == null ? -1 : c.id, t.atStep, t);
    }

    @Override
    public void step(ControlledThread t, Op op, @Nullable Object on) {
        RecordedThread r = of(t);
        if (r.isAtStep()) {
            pass(r);
        }
        Step s = r.add(new Step(op, r.steps().size()));
        draws = 0;
        running = r;
        if (details != null) {
            details.step(s, t, on);
        }
    }

    @Override
    public void resumed(ControlledThread t) {
        settle();
        RecordedThread r = of(t);
        if (r.isAtStep()) {
            pass(r);
        } else {
            Step s = r.last();
            if (s == null) {
                r.starts++;
            } else {
                s.resumes++;
            }
            event(r);
        }
        draws = 0;
        running = r;
    }

    /**
     * Records that the thread that ran does so no longer: unless it is at a step, it has passed
     * that.
     */
    private void settle() {
        RecordedThread r = running;
        if (r != null && r.isAtStep() && (r.live == null || !r.live.isAtPoint())) {
            pass(r);
        }
        running = null;
    }

    private void pass(RecordedThread r) {
        Step s = r.last();
        if (s != null) {
            s.passed = true;
        }
        event(r);
    }

    private void event(RecordedThread r) {
        if (eventCount == events.length) {
            events = Arrays.copyOf(events, 2 * eventCount);
        }
        events[eventCount++] = r.index;
    }

    @Override
    public void random(@Nullable ControlledThread t, int bound, int result) {
        Step s = t == null ? null : of(t).last();
        if (s != null) {
            s.draw(bound, result);
            draws++;
        }
    }

    /** Returns the thread that runs; null while a timer fires. */
    final @Nullable RecordedThread running() {
        return running;
    }

    /** Returns how often chance was asked in this step of the thread that runs. */
    final int draws() {
        return draws;
    }

    @Override
    public void timer(long nanos) {
        settle();
    }

    @Override
    public void value(ControlledThread t, @Nullable Object value) {
        Step s = details == null ? null : of(t).last();
        if (s != null) {
            s.value = Details.text(value);
        }
    }

    /** Returns what was recorded, at the end of the run. */
    public Recording finish(World run, Verdict verdict, long seed) {
        settle();
        for (ControlledThread t : run.threads()) {
            RecordedThread r = of(t);
            r.waits = t.isWaiting();
            if (details != null && r.waits) {
                r.waitReason = Goroutines.waitReason(t);
            }
        }
        ControlledThread failed = run.failed();
        return new Recording(List.copyOf(threads), Arrays.copyOf(events, eventCount),
                details == null ? List.of() : details.names(threads), verdict, run.failure(),
                failed == null ? null : of(failed), run.hash(), seed);
    }
}
