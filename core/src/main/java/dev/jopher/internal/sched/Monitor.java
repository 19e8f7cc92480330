package dev.jopher.internal.sched;

import java.util.concurrent.locks.LockSupport;

import dev.jopher.internal.base.CoarseClock;
import dev.jopher.internal.base.RuntimeThread;
import dev.jopher.internal.base.ThreadState;
import org.jspecify.annotations.Nullable;

/**
 * Steps in where a processor does not get on: Go's {@code sysmon}. Go's can preempt a goroutine; here one that has
 * run for {@value #TICK_NANOS} ns is given another tick, and then its processor counts as held up: another one takes
 * its seat, and all that is queued on it. Whether the goroutine computes or sits in a system call makes no difference.
 * When it parks at last, its carrier finds its seat taken and waits as a spare one.
 *
 * <p>While nothing runs, the monitor sleeps.
 */
public final class Monitor {
    private static final long TICK_NANOS = 5_000_000;

    /** How long everything must have been idle before it goes to sleep, so that this does not happen often. */
    private static final int TICKS_TO_SLEEP = 10;

    /** The question for a thread's time is a system call. */
    private static final int CHECKS_PER_CPU_READ = 7;

    /** Of one that is known to wait for the system; there may be thousands. */
    private static final int CHECKS_PER_CPU_READ_BLOCKED = 40;

    /** After so many its processor is given to another one in any case. */
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

    /** A processor starts to run. */
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
                LockSupport.parkNanos(this, blocked.isActive() ? BlockedCarrierDetector.CHECK_NANOS : TICK_NANOS);
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
        if (tick()) {
            idleTicks = 0;
        } else {
            idleTicks++;
        }
    }

    private void sleep() {
        asleep = true; // before the look, as who starts to run says so before it looks at this
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

    /** Looks at all processors; whether one of them is running. */
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
                p.sample.next = null; // who is lost must not be kept by us
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
            sample.checksDetached = CHECKS_PER_CPU_READ - 1; // the next look tells
            scheduler.detach(p, false, buffer);
            blocked.detached(p);
        }
        checkNext(p, sample);
    }

    /**
     * Whether {@code p}, which runs the same goroutine as at the last look, keeps others from running. Not so if only the
     * system does not let its carrier run: another carrier would have to wait for that as well, and then there are more of
     * them than the machine has processors for, which is worse for all.
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

    /** A pair that wakes one another for ever within one time slice has to queue at the end of it. */
    private static void checkSlice(P p, P.MonitorSample sample) {
        if (p.ticks() == sample.ticks) {
            p.sliceOver = true;
        } else {
            sample.ticks = p.ticks();
        }
    }

    /** Whether a carrier that is held up computes, or waits for the system. */
    private void checkCpuTime(P p, P.MonitorSample sample) {
        if (++sample.checksDetached % (p.blocked ? CHECKS_PER_CPU_READ_BLOCKED : CHECKS_PER_CPU_READ) == 0) {
            long now = blocked.cpuNanos(p);
            p.blocked = now >= 0 && now == sample.cpuNanos;
            sample.cpuNanos = now;
        }
    }

    /** One that isStuck in next since the last look, while its waker goes on: another processor may as well run it. */
    private void checkNext(P p, P.MonitorSample sample) {
        Runnable next = p.next();
        if (next != null && next == sample.next) {
            scheduler.idle().wakeOne();
        }
        sample.next = next;
    }

    /** Says so once: more goroutines compute without end than others can be kept alive beside. */
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
