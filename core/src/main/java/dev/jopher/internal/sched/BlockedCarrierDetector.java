package dev.jopher.internal.sched;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

import dev.jopher.internal.base.ThreadState;
import org.jspecify.annotations.Nullable;

/**
 * Finds processors whose carriers wait in the operating system, in quick succession. This is the
 * part of Go's {@code sysmon} that checks every 20 microseconds while it finds something. Used by
 * the {@link Monitor} only.
 *
 * <p>Many goroutines may reach the same thing that blocks the thread: a class that is being
 * initialised, a pipe, a lock in native code. The monitor takes the slot of each after 5 to 10 ms.
 * With 500 of them that is seconds. The goroutine that would end the waiting is queued behind them
 * all that time.
 *
 * <p>So after the monitor has detached one processor, this checks all of them every
 * {@value #CHECK_NANOS} ns. If the carrier of the detached processor has used no CPU time since, it
 * is blocked. Then any other carrier that stays with the same goroutine between two checks, and
 * uses no CPU time, is blocked too. Its processor is detached at once if there is work for another
 * one.
 *
 * <p>On a busy machine a carrier may also use no CPU time because the system runs other threads.
 * Linux shows the difference. Elsewhere, such a carrier continues some time later. So each check
 * first looks at the processor that was detached last, and the detector stops when too many of
 * those have continued. It ignores carriers that have not started a goroutine since they were
 * woken, because those have not had a CPU yet.
 */
final class BlockedCarrierDetector {
    static final long CHECK_NANOS = 100_000;

    /** Number of checks in a row without a result after which the detector stops. */
    private static final int MAX_IDLE_CHECKS = 50;

    private final GoScheduler scheduler;
    private final Runnable[] buffer;

    /** Null until it is needed: finding it takes 3 ms of the start of a JVM. */
    private @Nullable ThreadMXBean threads;

    /**
     * How many checks of a processor that is still stuck outweigh one of a processor that has
     * continued.
     */
    private static final int MISS_COST = 4;

    /** The credit at the start. */
    private static final int CREDIT = 2 * MISS_COST;

    private static final int MAX_CREDIT = 8 * MISS_COST;

    /** The processor that was detached last; null if the detector is not active. */
    private @Nullable P last;

    private int idleChecks;
    private int credit;

    /** Uses {@code buffer}, the monitor's, as working space. */
    BlockedCarrierDetector(GoScheduler scheduler, Runnable[] buffer) {
        this.scheduler = scheduler;
        this.buffer = buffer;
    }

    boolean isActive() {
        return last != null;
    }

    /** Starts or continues the search: {@code p} has just been detached. */
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

    /**
     * Returns whether {@code p} has run the same goroutine, and used no CPU time, since it was
     * recorded.
     */
    private boolean isStuck(P p) {
        long then = p.sample.quickCpu;
        return then >= 0 && p.switches() == p.sample.quickSwitches && cpuNanos(p) == then
                && !ThreadState.isRunnable(p.threadNumber);
    }

    /** Returns the CPU time that its carrier has used; -1 if that is unknown. */
    long cpuNanos(P p) {
        ThreadMXBean known = threads;
        if (known == null) {
            known = ManagementFactory.getThreadMXBean();
            threads = known;
        }
        return known.getThreadCpuTime(p.carrier().threadId());
    }

    /** Checks all processors once. Called only while {@link #isActive}. */
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
            p.sample.cpuNanos = p.sample.quickCpu; // the monitor continues from there
            last = p;
            idleChecks = 0;
        }
    }
}
