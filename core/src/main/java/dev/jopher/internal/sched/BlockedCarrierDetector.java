package dev.jopher.internal.sched;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

import dev.jopher.internal.base.ThreadState;
import org.jspecify.annotations.Nullable;

/**
 * Finds processors whose carriers wait in the system, in quick succession: the part of Go's {@code sysmon} that looks every
 * 20 microseconds while it finds something. Used by the {@link Monitor} alone.
 *
 * <p>Many goroutines may reach the same thing that makes the thread wait: a class that is being initialised, a pipe, a lock
 * in native code. The monitor takes the seat of each after 5 to 10 ms. With 500 of them that is seconds, in which the
 * goroutine that would end the waiting isStuck in the queue behind them.
 *
 * <p>So after the monitor has held up one, this looks every {@value #CHECK_NANOS} ns. If the carrier of that one has used no
 * time since, it is blocked; and then so is each other one that between two looks goes on with the same goroutine and uses
 * no time, and it is held up at once if there is work for another. On a busy machine a carrier may also use no time
 * because the system runs other threads. Linux tells these apart; elsewhere, one of them goes on some time later. So before
 * each look this checks the last that it held up, and when too many have gone on, it stops. It does not look at carriers that have not yet begun with a goroutine since they were
 * woken, for then they have not had the system's processor.
 */
final class BlockedCarrierDetector {
    static final long CHECK_NANOS = 100_000;

    /** So many looks that find nothing are the end. */
    private static final int MAX_IDLE_CHECKS = 50;

    private final GoScheduler scheduler;
    private final Runnable[] buffer;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /** So many looks at one that still isStuck make up for a look at one that has gone on. */
    private static final int MISS_COST = 4;

    /** What a watch starts with. */
    private static final int CREDIT = 2 * MISS_COST;

    private static final int MAX_CREDIT = 8 * MISS_COST;

    /** The last that was held up; null if nothing is looked for. */
    private @Nullable P last;

    private int idleChecks;
    private int credit;

    /** {@code buffer} is the monitor's, to work in. */
    BlockedCarrierDetector(GoScheduler scheduler, Runnable[] buffer) {
        this.scheduler = scheduler;
        this.buffer = buffer;
    }

    boolean isActive() {
        return last != null;
    }

    /** {@code p} has just been held up. */
    void detached(P p) {
        if (last == null) {
            credit = CREDIT;
        }
        record(p);
        last = p;
        idleChecks = 0;
    }

    private void record(P p) {
        p.sample.quickSwitches = p.switches();
        p.sample.quickCpu = cpuNanos(p);
    }

    /** Whether {@code p} runs the same goroutine as when it was noted, and has used no time since. */
    private boolean isStuck(P p) {
        long then = p.sample.quickCpu;
        return then >= 0 && p.switches() == p.sample.quickSwitches && cpuNanos(p) == then
                && !ThreadState.isRunnable(p.threadNumber);
    }

    /** What its carrier has used; -1 if that cannot be told. */
    long cpuNanos(P p) {
        return threads.getThreadCpuTime(p.carrier().threadId());
    }

    /** One look; only while {@link #isActive}. */
    void check() {
        P before = last;
        if (before == null) {
            return;
        }
        credit(before);
        if (credit < 0 || idleChecks++ >= MAX_IDLE_CHECKS) {
            last = null;
            return;
        }
        for (P p : scheduler.all()) {
            if (p.status == P.RUNNING && p.hasBegun()) {
                checkOne(p);
            }
        }
    }

    private void credit(P p) {
        if (p.status == P.DETACHED && isStuck(p)) {
            p.blocked = true;
            credit = Math.min(credit + 1, MAX_CREDIT);
        } else {
            record(p);
            credit -= MISS_COST;
        }
    }

    private void checkOne(P p) {
        if (!isStuck(p)) {
            record(p);
        } else if (scheduler.hasWork()) {
            scheduler.detach(p, true, buffer);
            p.sample.cpuNanos = p.sample.quickCpu; // the monitor goes on from there
            last = p;
            idleChecks = 0;
        }
    }
}
