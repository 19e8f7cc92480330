package dev.jopher.trace.analysis;

import dev.jopher.trace.model.Goroutines;
import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.Spans;
import dev.jopher.trace.model.State;

/**
 * The two pictures: how many goroutines are in progress (concurrency), and how many run at the same
 * moment (parallelism). A goroutine is in progress from its creation to its end, also while it
 * waits. A goroutine in a system call does not count as running.
 *
 * @param inProgress concurrency
 * @param running parallelism
 * @param runnable how many wait for a processor
 */
public record Activity(StepFunction inProgress, StepFunction running, StepFunction runnable) {
    /**
     * Returns for how long there is a goroutine. All shares are of that: before it the JVM starts.
     */
    public long time() {
        return inProgress.timeAtLeast(1);
    }

    static Activity of(Recording r) {
        StepFunction.Builder inProgress = new StepFunction.Builder();
        StepFunction.Builder running = new StepFunction.Builder();
        StepFunction.Builder runnable = new StepFunction.Builder();
        Goroutines gs = r.goroutines();
        for (int g = 0; g < gs.size(); g++) {
            inProgress.add(gs.created(g), gs.ended(g) < 0 ? r.duration() : gs.ended(g));
        }
        Spans spans = r.spans();
        for (int i = 0; i < spans.size(); i++) {
            State state = spans.state(i);
            if (state == State.RUNNING) {
                running.add(spans.start(i), spans.end(i));
            } else if (state == State.RUNNABLE) {
                runnable.add(spans.start(i), spans.end(i));
            }
        }
        long end = r.duration();
        return new Activity(inProgress.build(end), running.build(end), runnable.build(end));
    }
}
