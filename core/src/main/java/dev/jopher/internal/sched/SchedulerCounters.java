package dev.jopher.internal.sched;

import java.util.stream.Stream;

/**
 * What the scheduler has done so far, for metrics. All numbers are 0 on the JDK's scheduler, which
 * counts nothing.
 * @param switches how often processors have begun to run a goroutine
 * @param steals how often a processor has taken goroutines from another
 * @param handOvers how often a processor has lost its slot
 * @param detached number of processors that are without a slot now
 * @param latencies number of samples by bound: 2^10 ns, 2^11 ns and so on; the last without bound
 */
public record SchedulerCounters(long switches, long steals, long handOvers, int detached,
        long[] latencies) {
    /** Returns the present counts. The first call begins to measure latencies. */
    public static SchedulerCounters now() {
        return GoRuntime.scheduler() instanceof GoScheduler own
                ? of(own)
                : new SchedulerCounters(0, 0, 0, 0, new long[0]);
    }

    private static SchedulerCounters of(GoScheduler s) {
        P[] all = s.all();
        return new SchedulerCounters(s.switches(), Stream.of(all).mapToLong(P::steals).sum(),
                s.handOvers(), (int) Stream.of(all).filter(p -> p.status == P.DETACHED).count(),
                s.latency().counts());
    }

    /** Returns the bound of {@code latencies[i]}, in nanoseconds. */
    public static long bound(int i) {
        return i < LatencySampler.BOUNDS ? 1L << LatencySampler.FIRST_BITS + i : Long.MAX_VALUE;
    }
}
