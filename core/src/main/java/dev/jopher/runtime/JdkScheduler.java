package dev.jopher.runtime;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

import jdk.management.VirtualThreadSchedulerMXBean;

/** The JDK's own virtual-thread scheduler: a work-stealing ForkJoinPool shared by the whole JVM. */
final class JdkScheduler implements Scheduler {
    @Override
    public Thread newThread(G g, Runnable task) {
        return Thread.ofVirtual().uncaughtExceptionHandler(g).unstarted(task);
    }

    @Override
    public void park(G g, Object blocker) {
        LockSupport.park(blocker);
    }

    @Override
    public void unpark(G g) {
        LockSupport.unpark(g.thread());
    }

    @Override
    public void yield() {
        Thread.yield();
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
}
