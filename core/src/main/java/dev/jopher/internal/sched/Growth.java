package dev.jopher.internal.sched;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

import dev.jopher.internal.base.SpinLock;
import org.jspecify.annotations.Nullable;

/**
 * All processors, and the creation of more. There are at least as many as work at once. Beyond
 * that, each goroutine that computes endlessly or waits in a system call needs one more.
 *
 * <p>A carrier's stack takes address space, which may be scarce ({@code ulimit -v}). If the largest
 * stack is refused, a smaller one is used, and the size is kept. If no thread can be started at
 * all, those that exist have to do. The next attempt comes a second later, because each one costs
 * system calls. Creation fails only if there is no processor yet.
 */
class Growth {
    /** Maximum number of CPU-bound goroutines per processor that get a carrier of their own. */
    private static final int MAX_CPU_BOUND_PER_PROC = 32;

    /** Go's limit of threads. Here it applies only to carriers that wait in system calls. */
    private static final int MAX_CARRIERS = 10_000;

    /** Go's 1 GB of address space. Unused stack takes no memory. */
    static final long LARGEST_STACK = 1L << 30;

    /**
     * The sizes to try next. None is the largest that fits, because the JVM needs address space
     * too.
     */
    private static final long[] SMALLER_STACKS = {1L << 24, 1L << 21};

    private static final long PAUSE_NANOS = 1_000_000_000;

    private final GoScheduler scheduler;
    private final SpinLock lock = new SpinLock();
    private volatile P[] all = new P[0];
    private long stackBytes;

    /** Whether the last attempt has failed, at {@link #failedAt}. */
    private volatile boolean failed;

    private volatile long failedAt;

    /**
     * Starts with stacks of {@code stackBytes}: {@link #LARGEST_STACK}, or another size in tests.
     */
    Growth(GoScheduler scheduler, long stackBytes) {
        this.scheduler = scheduler;
        this.stackBytes = stackBytes;
    }

    P[] all() {
        return all;
    }

    /** Returns whether the system has refused a thread recently. */
    boolean hasFailed() {
        return failed;
    }

    boolean mayTry() {
        return !failed || scheduler.nanoTime() - failedAt >= PAUSE_NANOS;
    }

    /**
     * Starts one more carrier, which then spins. Returns false if there are enough or none can
     * be added.
     */
    boolean startOne() {
        lock.lock();
        try {
            P[] now = all;
            if (now.length >= MAX_CARRIERS || tooManyCpuBound(now)) {
                return false;
            }
            P[] more = Arrays.copyOf(now, now.length + 1);
            P p = start(now.length);
            if (p == null) {
                recordFailure();
                return false;
            }
            more[now.length] = p;
            all = more;
            failed = false;
            return true;
        } catch (OutOfMemoryError e) {
            recordFailure();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void recordFailure() {
        failedAt = scheduler.nanoTime();
        failed = true;
    }

    private @Nullable P start(int id) {
        P p = start(id, stackBytes);
        for (int i = 0; p == null && i < SMALLER_STACKS.length; i++) {
            if (SMALLER_STACKS[i] < stackBytes) {
                p = start(id, SMALLER_STACKS[i]);
            }
        }
        return p;
    }

    private @Nullable P start(int id, long bytes) {
        P p = new P(id, scheduler, bytes);
        p.markRunning();
        if (!tryStart(p.carrier())) {
            return null;
        }
        stackBytes = bytes;
        return p;
    }

    /** Returns false if there is too little address space, or there are too many threads. */
    boolean tryStart(Thread t) {
        try {
            t.start();
            return true;
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    private boolean tooManyCpuBound(P[] now) {
        long most = (long) MAX_CPU_BOUND_PER_PROC * scheduler.procs();
        if (now.length <= most) {
            return false;
        }
        int cpuBound = 0;
        for (P p : now) {
            if (p.status == P.DETACHED && !p.blocked) {
                cpuBound++;
            }
        }
        if (cpuBound > most) {
            scheduler.monitor().warnOfCpuBound(cpuBound);
        }
        return cpuBound > most;
    }

    /**
     * Starts the first carrier.
     * @throws OutOfMemoryError if it cannot be started
     */
    void startFirst() {
        while (all.length == 0) {
            scheduler.idle().startSpinning(); // on behalf of the new carrier
            if (scheduler.activateOne()) {
                return;
            }
            scheduler.idle().stopSpinning();
            if (all.length == 0 && scheduler.active() == 0) {
                throw new OutOfMemoryError(
                        "cannot start a thread to run goroutines on, not even with a"
                                + " stack of 2 MB: too little address space (ulimit -v) or too many threads (ulimit -u)");
            }
            LockSupport.parkNanos(1_000); // another thread is starting one
        }
    }
}
