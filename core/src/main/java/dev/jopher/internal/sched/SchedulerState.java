package dev.jopher.internal.sched;

import java.util.stream.Stream;

/**
 * What the scheduler does at this moment, in the words of Go's {@code schedtrace}; each number is from a moment of its own.
 *
 * @param procs how many goroutines can run at once
 * @param idleProcs how many processors have nothing to do
 * @param threads how many threads run goroutines, or could
 * @param spinning how many of them look for work
 * @param globalRunQueue how many goroutines wait to run and belong to no processor
 * @param runQueues how many wait in the ring of each processor
 */
public record SchedulerState(int procs, int idleProcs, int threads, int spinning,
        int globalRunQueue, int[] runQueues) {

    /** The state of now; on the JDK's scheduler only the number of processors is known. */
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
