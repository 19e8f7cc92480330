package dev.jopher.internal.sched;

import java.util.concurrent.locks.LockSupport;

import dev.jopher.internal.base.CoarseClock;
import dev.jopher.internal.base.RuntimeThread;
import dev.jopher.internal.base.ThreadState;
import org.jspecify.annotations.Nullable;

/**
 * Steps in when a goroutine keeps its processor for too long: Go's {@code sysmon}. Go's can preempt
 * a goroutine. Here a goroutine that has run for {@value #TICK_NANOS} ns gets another tick. Then
 * its processor is detached, and another one takes its slot and all that is queued on it. It makes
 * no difference whether the goroutine computes or waits in a system call. When it parks at last,
 * its carrier finds its slot taken and waits as a spare one.
 *
 * <p>While nothing runs, the monitor sleeps.
 */
public final class Monitor {
    private static final long TICK_NANOS = 5_000_000;

    /** Number of idle ticks before the monitor sleeps, so that it does not do so often. */
    private static final int TICKS_TO_SLEEP = 10;

    /** Reading a thread's CPU time is a system call. */
    private static final int CHECKS_PER_CPU_READ = 7;

    /** For a carrier that is known to wait in the system. There may be thousands of them. */
    private static final int CHECKS_PER_CPU_READ_BLOCKED = 40;

    /** After this many checks the processor is detached in any case. */
    private static final int MAX_CHECKS = 10;

    private final GoScheduler scheduler;
    private final Runnable[] buffer = new Runnable[RunQueue.HALF];
    private final BlockedCarrierDetector blocked;
    private long nextTick;
    private volatile boolean warned;
    private boolean warnedOfThreads;
    private int idleTicks;
    private volatile boolean asleep;
    private volatile @Nullable Thread thread;

    Monitor(GoScheduler scheduler) {
        this.scheduler = scheduler;
        this.blocked = new BlockedCarrierDetector(scheduler, buffer);
    }

    void start() {
        thread = RuntimeThread.start("jopher-sysmon", this::runForever);
    }

    boolean isAsleep() {
        return asleep;
    }

    /** Wakes the monitor: a processor starts to run. */
    void wake() {
        if (asleep) {
            CoarseClock.refresh(scheduler.nanoTime());
            LockSupport.unpark(thread);
        }
    }

    private void runForever() {
        for (;;) {
            CoarseClock.refresh(scheduler.nanoTime());
            try {
                blocked.check();
                tickIfDue();
            } catch (Throwable e) {
                GoScheduler.report(e); // there is no other monitor
            }
            if (idleTicks < TICKS_TO_SLEEP) {
                LockSupport.parkNanos(this,
                        blocked.isActive() ? BlockedCarrierDetector.CHECK_NANOS : TICK_NANOS);
            } else {
                sleep();
            }
        }
    }

    private void tickIfDue() {
        long now = scheduler.nanoTime();
        if (blocked.isActive() && now - nextTick < 0) {
            return;
        }
        nextTick = now + TICK_NANOS;
        scheduler.latency().tick();
        if (tick()) {
            idleTicks = 0;
        } else {
            idleTicks++;
        }
    }

    private void sleep() {
        asleep = true; // set before the check; a processor that starts does the reverse
        if (!isAnyRunning()) {
            LockSupport.park(this);
        }
        asleep = false;
        idleTicks = 0;
    }

    private boolean isAnyRunning() {
        for (P p : scheduler.all()) {
            if (p.runs()) {
                return true;
            }
        }
        return false;
    }

    /** Checks all processors. Returns whether one of them is running. */
    private boolean tick() {
        boolean running = false;
        boolean detached = false;
        for (P p : scheduler.all()) {
            if (p.runs()) {
                running = true;
                check(p, p.sample);
                detached |= p.status == P.DETACHED;
            } else {
                p.sample.checks = 0;
                p.sample.next = null; // so that a leaked goroutine can be collected
            }
        }
        scheduler.anyDetached(detached);
        if (detached && scheduler.lacksThreads()) {
            warnOfThreads();
        }
        return running;
    }

    private void check(P p, P.MonitorSample sample) {
        if (p.status == P.DETACHED) {
            checkCpuTime(p, sample);
            scheduler.emptyQueues(p, buffer);
        } else if (p.switches() != sample.switches) {
            sample.switches = p.switches();
            sample.checks = 0;
            sample.cpuNanos = blocked.cpuNanos(p);
            checkSlice(p, sample);
        } else if (blocksOthers(p, sample)) {
            sample.checks = 0;
            sample.checksDetached = CHECKS_PER_CPU_READ - 1; // the next check reads the CPU time
            scheduler.detach(p, false, buffer);
            blocked.detached(p);
        }
        checkNext(p, sample);
    }

    /**
     * Returns whether {@code p}, which runs the same goroutine as at the last check, keeps others
     * from running. Returns false if only the system does not let its carrier run. Another carrier
     * would have to wait for a CPU as well. Then there would be more carriers than the machine has
     * CPUs for, which is worse for all.
     */
    private boolean blocksOthers(P p, P.MonitorSample sample) {
        long before = sample.cpuNanos;
        sample.cpuNanos = blocked.cpuNanos(p);
        if (++sample.checks < (scheduler.global().isEmpty() ? 2 : 1)) {
            return false;
        }
        return sample.checks >= MAX_CHECKS || sample.cpuNanos - before >= TICK_NANOS / 4
                || !ThreadState.isRunnable(p.threadNumber);
    }

    /**
     * Ends the time slice: a pair that keeps waking each other within one slice has to queue then.
     */
    private static void checkSlice(P p, P.MonitorSample sample) {
        if (p.ticks() == sample.ticks) {
            p.sliceOver = true;
        } else {
            sample.ticks = p.ticks();
        }
    }

    /** Checks whether the carrier of a detached processor computes, or waits in the system. */
    private void checkCpuTime(P p, P.MonitorSample sample) {
        if (++sample.checksDetached
                % (p.blocked ? CHECKS_PER_CPU_READ_BLOCKED : CHECKS_PER_CPU_READ) == 0) {
            long now = blocked.cpuNanos(p);
            p.blocked = now >= 0 && now == sample.cpuNanos;
            sample.cpuNanos = now;
        }
    }

    /**
     * Wakes another processor for a goroutine that has been in {@code next} since the last check,
     * while its waker continues.
     */
    private void checkNext(P p, P.MonitorSample sample) {
        Runnable next = p.next();
        if (next != null && next == sample.next) {
            scheduler.idle().wakeOne();
        }
        sample.next = next;
    }

    /** Logs once that more goroutines compute endlessly than others can be kept running next to. */
    void warnOfCpuBound(int cpuBound) {
        if (!warned) {
            warned = true;
            System.getLogger("dev.jopher").log(System.Logger.Level.WARNING,
                    "{0} goroutines compute without ever waiting; others may hardly get to run",
                    cpuBound);
        }
    }

    private void warnOfThreads() {
        if (!warnedOfThreads) {
            warnedOfThreads = true;
            System.getLogger("dev.jopher").log(System.Logger.Level.WARNING,
                    "no more threads can be started, there are {0} to run goroutines on; goroutines"
                            + " that wait in system calls, or compute without end, hold up others",
                    scheduler.all().length);
        }
    }
}
