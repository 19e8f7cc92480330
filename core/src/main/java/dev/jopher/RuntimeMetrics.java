package dev.jopher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.jopher.internal.goroutine.Registry;
import dev.jopher.internal.report.ReportCounts;
import dev.jopher.internal.sched.SchedulerCounters;
import dev.jopher.internal.sched.SchedulerState;
import dev.jopher.internal.time.Timers;

/**
 * Numbers about goroutines and their scheduler: Go's {@code runtime/metrics}. Made by {@link
 * Go#metrics}. Each number is from a moment of its own. Numbers that only Jopher's scheduler counts
 * are 0 on the JDK's, and there are no latencies; they are marked "own" here.
 *
 * {@snippet :
 * RuntimeMetrics m = Go.metrics();
 * IO.println(m.goroutines() + " goroutines, " + m.runnable() + " of them wait for a processor");
 * }
 *
 * @param goroutines how many there are: {@code /sched/goroutines:goroutines}
 * @param created how many were started so far: {@code /sched/goroutines-created:goroutines}
 * @param runnable how many wait in a queue until they run; own
 * @param maxProcs how many can run at once: {@code /sched/gomaxprocs:threads}
 * @param idleProcs how many processors have nothing to do; own
 * @param detachedProcs how many processors have lost their slot, because their goroutine computes
 *     for long or blocks its carrier, in a system call or pinned; own
 * @param threads how many threads run goroutines, or could; own
 * @param switches how often a processor has begun to run a goroutine so far; own
 * @param steals how often a processor has taken goroutines from another so far; own
 * @param handOvers how often a processor has lost its slot so far; own
 * @param timers how many timers and sleeps are pending
 * @param leaks how many goroutines {@link Leaks} has found so far
 * @param deadlocks how many deadlocks were found so far, of whole programs and of parts
 * @param latencies how long what is runnable waits until it runs: {@code /sched/latencies:seconds}.
 *     A sample is taken some hundred times in a second while goroutines run, of one that a thread
 *     outside of the scheduler wakes. Sampling begins with the first call of {@link Go#metrics}. In
 *     ascending order; own
 */
public record RuntimeMetrics(
        int goroutines, long created, int runnable, int maxProcs, int idleProcs, int detachedProcs,
        int threads, long switches, long steals, long handOvers, int timers, long leaks,
        long deadlocks, List<Latency> latencies) {

    /** Copies the list. */
    public RuntimeMetrics {
        latencies = List.copyOf(latencies);
    }

    /**
     * A bucket of a histogram.
     *
     * @param atMost its bound
     * @param samples how many were at most that long, those of the smaller bounds included
     */
    public record Latency(Duration atMost, long samples) {}

    static RuntimeMetrics read() {
        SchedulerState state = SchedulerState.now();
        SchedulerCounters counters = SchedulerCounters.now();
        return new RuntimeMetrics(Registry.size(), Registry.added(),
                state.globalRunQueue() + IntStream.of(state.runQueues()).sum(), state.procs(),
                state.idleProcs(), counters.detached(), state.threads(), counters.switches(),
                counters.steals(), counters.handOvers(), Timers.shared().count(),
                ReportCounts.LEAKS.get(), ReportCounts.DEADLOCKS.get(),
                latencies(counters.latencies()));
    }

    /** Returns the buckets, each with the samples of those before it. */
    private static List<Latency> latencies(long[] counts) {
        List<Latency> all = new ArrayList<>(counts.length);
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i];
            all.add(new Latency(Duration.ofNanos(SchedulerCounters.bound(i)), sum));
        }
        return all;
    }
}
