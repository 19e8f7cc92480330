package dev.jopher.internal.sched;

import java.util.stream.Stream;

/**
 * The present state of the scheduler, in the words of Go's {@code schedtrace}. Each number is from
 * a moment of its own.
 * @param procs number of goroutines that can run at once
 * @param idleProcs number of processors that have nothing to do
 * @param threads number of threads that run goroutines, or could
 * @param spinning number of those that look for work
 * @param globalRunQueue number of runnable goroutines that belong to no processor
 * @param runQueues number of runnable goroutines in the ring of each processor
 */
public record SchedulerState(int procs, int idleProcs, int threads, int spinning,
        int globalRunQueue, int[] runQueues) {

    /** Returns the present state. On the JDK's scheduler only the number of processors is known. */
    public static SchedulerState now() {
        Scheduler s = GoRuntime.scheduler();
        return s instanceof GoScheduler own
                ? of(own)
                : new SchedulerState(s.procs(), 0, 0, 0, 0, new int[0]);
    }

    private static SchedulerState of(GoScheduler s) {
        P[] all = s.all();
        int idle = (int) Stream.of(all).filter(p -> p.status == P.IDLE).count();
        return new SchedulerState(s.procs(), idle + s.freeSlots(), all.length + 1,
                s.idle().spinning(), s.global().size(),
                Stream.of(all).mapToInt(p -> p.ring.size()).toArray());
    }
}
