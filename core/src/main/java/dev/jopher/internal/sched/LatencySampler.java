package dev.jopher.internal.sched;

/**
 * Measures how long what is runnable waits until it runs, Go's {@code /sched/latencies:seconds}.
 *
 * <p>To read the clock at each wake-up would slow down each of them. So the monitor queues a probe
 * in the global queue, at most one per tick, and the carrier that takes it reads the clock. The
 * probe waits as a goroutine does that a thread outside of the processors has woken.
 *
 * <p>A probe counts as a switch. So there is one only if the processors have switched since the
 * last one: where no goroutine runs, probes would keep the monitor awake, and hide a standstill.
 */
final class LatencySampler implements Runnable {
    /** The first bound is 2^10 ns, about a microsecond; the last about 17 seconds. */
    static final int FIRST_BITS = 10;

    static final int BOUNDS = 25;

    private final GoScheduler scheduler;

    /**
     * By bound; the last counts what is longer than all bounds. Written by one carrier at a time:
     * there is one probe, and {@link #queued} passes it on.
     */
    private final long[] counts = new long[BOUNDS + 1];

    /** False until metrics are wanted. */
    private volatile boolean on;

    private volatile boolean queued;
    private volatile long queuedAt;

    /** Number of switches when the last probe had run. Used by the monitor. */
    private long seen;

    LatencySampler(GoScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Queues a probe, unless nothing has run since the last one. Called by the monitor. */
    void tick() {
        if (!on || queued) {
            return;
        }
        long now = scheduler.switches();
        if (now == seen) {
            return;
        }
        seen = now + 1;
        queuedAt = scheduler.nanoTime();
        queued = true;
        try {
            scheduler.putGlobal(this);
        } catch (OutOfMemoryError e) {
            queued = false;
        }
    }

    /** Ends the wait. Called by a carrier. */
    @Override
    public void run() {
        counts[bucket(scheduler.nanoTime() - queuedAt)]++;
        queued = false;
    }

    /** Returns the first bound that is not below {@code nanos}. */
    static int bucket(long nanos) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(nanos - 1, 0));
        return Math.clamp(bits - FIRST_BITS, 0, BOUNDS);
    }

    /** Returns the counts so far. The first call begins to measure. */
    long[] counts() {
        on = true;
        boolean unused = queued; // shows what was counted before
        return counts.clone();
    }
}
