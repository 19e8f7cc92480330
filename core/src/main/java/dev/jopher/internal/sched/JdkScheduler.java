package dev.jopher.internal.sched;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

import dev.jopher.internal.base.VirtualThreadAccess;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * The JDK's own virtual-thread scheduler: a work-stealing ForkJoinPool shared by the whole JVM. It
 * does not preempt, and it is not fair to goroutines that platform threads wake. {@link Fairness}
 * makes up for the second.
 */
final class JdkScheduler implements Scheduler {
    private final Fairness fairness = new Fairness();

    @Override
    public Thread newThread(Schedulable g, String name, Runnable task) {
        return Thread.ofVirtual().name(name).uncaughtExceptionHandler(g).unstarted(task);
    }

    @Override
    public void start(Schedulable g) {
        if (!Thread.currentThread().isVirtual()) {
            fairness.recordExternalWake(g);
        }
        boolean started = false;
        try {
            VirtualThreadAccess.start(g.thread());
            started = true;
        } finally {
            if (!started) {
                fairness.recordArrival(g);
            }
        }
    }

    @Override
    public void running(Schedulable g) {
        fairness.recordArrival(g);
    }

    @Override
    public void ended(Schedulable g) {
        fairness.recordEnd(g);
    }

    @Override
    public void park(Schedulable g, Object blocker) {
        running(g); // also if a waker came before this
        LockSupport.park(blocker);
        running(g);
    }

    @Override
    public void unpark(Schedulable g) {
        if (!Thread.currentThread().isVirtual()) {
            fairness.recordExternalWake(g);
        } else if (fairness.claimHandOver() && fairness.wakeByTicker(g.thread())) {
            return;
        }
        LockSupport.unpark(g.thread());
    }

    @Override
    public void yield() {
        Thread t = Thread.currentThread();
        if (t.isVirtual() && fairness.claimHandOver() && fairness.wakeByTicker(t)) {
            LockSupport.park(this);
        } else {
            Thread.yield();
        }
    }

    @Override
    public int shardHint() {
        return (int) Thread.currentThread().threadId();
    }

    /** Returns true: the JDK does not show what else runs. */
    @Override
    public boolean canSpin() {
        return true;
    }

    @Override
    public int procs() {
        return bean().getParallelism();
    }

    @Override
    public void procs(int n) {
        bean().setParallelism(n);
    }

    private static VirtualThreadSchedulerMXBean bean() {
        return ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public String toString() {
        return "the JDK's virtual-thread scheduler";
    }
}
