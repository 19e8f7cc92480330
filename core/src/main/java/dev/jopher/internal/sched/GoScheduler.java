package dev.jopher.internal.sched;

import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import dev.jopher.internal.base.CoarseClock;
import dev.jopher.internal.base.RuntimeThread;
import dev.jopher.internal.base.VirtualThreadAccess;
import org.jspecify.annotations.Nullable;

/**
 * Go's scheduler. Goroutines (G) are virtual threads whose scheduler is this one. A processor
 * ({@link P}) has a ring of runnable goroutines. Carriers ({@link Carrier}, Go's M) run them. The
 * {@link Monitor} (sysmon) steps in when a goroutine keeps its processor busy for too long.
 *
 * <p>The JDK calls {@link #execute} when a virtual thread becomes runnable, on any thread; a
 * virtual one is pinned during the call. The method must not block, park or throw. Virtual threads
 * that user code creates in a goroutine come here too, and are treated like goroutines.
 *
 * <p>A processor is <em>active</em> if it counts against {@code maxProcs}: all except the spare and
 * the detached ones. Processors are created when there is work for them.
 */
public final class GoScheduler implements Scheduler, Executor {
    private static final int RECENT_MILLIS = 20;

    /** Plain: a thread that sees it late misses what happens at the beginning. */
    private static @Nullable SchedProbe probe;

    private final GlobalQueue global = new GlobalQueue();
    private final Idle idle = new Idle(this);
    private final Monitor monitor = new Monitor(this);
    private final LatencySampler latency = new LatencySampler(this);
    private final Growth growth;
    private final AtomicInteger active = new AtomicInteger();
    private volatile int procs;

    /** How often a processor has lost its slot to the monitor, which writes it. */
    private volatile long handOvers;

    /** Null until they are set. */
    private volatile @Nullable DueTimers timers;

    /**
     * Whether the monitor has seen a detached processor. Then a goroutine that starts others checks
     * whether it runs on one.
     */
    private volatile boolean anyDetached;

    /** When an external thread last woke or started a goroutine, by the coarse clock. */
    private volatile int lastExternalWake;

    GoScheduler(int procs) {
        this(procs, s -> new Growth(s, Growth.LARGEST_STACK));
    }

    GoScheduler(int procs, Function<GoScheduler, Growth> growth) {
        CoarseClock.refresh(nanoTime());
        this.lastExternalWake = CoarseClock.millis() - RECENT_MILLIS;
        this.procs = procs;
        this.growth = growth.apply(this);
    }

    /** Reports what processors do to {@code p} as well from now on. */
    public static synchronized void probe(SchedProbe p) {
        SchedProbe other = probe;
        probe = other == null ? p : new SchedProbePair(other, p);
    }

    /** Undoes {@link #probe(SchedProbe)}. */
    public static synchronized void removeProbe(SchedProbe p) {
        SchedProbe all = probe;
        probe = all == null ? null : all.without(p);
    }

    /** Returns the probe; null for none. */
    static @Nullable SchedProbe probe() {
        return probe;
    }

    // ---- what goroutines ask for ----------------------------------------------------------------

    @Override
    public Thread newThread(Schedulable g, String name, Runnable task) {
        if (all().length == 0) {
            growth.startFirst();
        }
        Thread t = VirtualThreadAccess.newVirtualThread(this, name, task);
        t.setUncaughtExceptionHandler(g);
        return t;
    }

    @Override
    public void start(Schedulable g) {
        VirtualThreadAccess.start(g.thread());
    }

    /**
     * Yields if the processor of the current goroutine is detached. A goroutine that starts others
     * for longer than a time slice would otherwise continue next to the processor that took its
     * slot, and the new ones would pile up. Of 200,000 that pass one token, 180,000 waited at once,
     * for seconds (Go: some thousands).
     */
    @Override
    public void yieldIfSliceIsOver() {
        if (anyDetached && isDetached()) {
            try {
                Thread.yield();
            } catch (StackOverflowError | OutOfMemoryError e) {
                // the stack is too deep to be copied: it continues without yielding
            }
        }
    }

    private static boolean isDetached() {
        return Thread.currentThread().isVirtual()
                && VirtualThreadAccess.currentCarrier() instanceof Carrier c
                && c.p.status == P.DETACHED;
    }

    @Override
    public void running(Schedulable g) {}

    @Override
    public void park(Schedulable g, Object blocker) {
        LockSupport.park();
    }

    @Override
    public void unpark(Schedulable g) {
        LockSupport.unpark(g.thread());
    }

    @Override
    public void yield() {
        Thread.yield();
    }

    @Override
    public int shardHint() {
        Thread t = Thread.currentThread();
        return t.isVirtual() && VirtualThreadAccess.currentCarrier() instanceof Carrier c
                ? c.p.id
                : (int) t.threadId();
    }

    @Override
    public boolean canSpin() {
        Thread t = Thread.currentThread();
        if (!t.isVirtual() || !(VirtualThreadAccess.currentCarrier() instanceof Carrier c)) {
            return true;
        }
        return active.get() - idle.count() - idle.spinning() > 1 && c.p.hasNothingQueued();
    }

    @Override
    public int procs() {
        return procs;
    }

    @Override
    public void procs(int n) {
        procs = n;
        idle.wakeAll(); // surplus processors then give up their slots
        if (hasWork()) {
            idle.wakeOne();
        }
    }

    @Override
    public long switches() {
        long sum = 0;
        for (P p : all()) {
            sum += p.switches();
        }
        return sum;
    }

    @Override
    public void timers(DueTimers all) {
        timers = all;
    }

    @Nullable DueTimers timers() {
        return timers;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public int coarseMillis() {
        return CoarseClock.millis();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    // ---- what can run ---------------------------------------------------------------------------

    /** Queues {@code r} on the processor of the thread that makes it runnable, if that has one. */
    @Override
    public void execute(Runnable r) {
        SchedProbe sp = probe;
        if (sp != null) {
            try {
                sp.runnable(r);
            } catch (StackOverflowError | OutOfMemoryError e) {
                // it must be queued all the same
            }
        }
        Thread t = Thread.currentThread();
        if (!t.isVirtual()) {
            if (t instanceof Carrier c) {
                c.queue(r);
            } else {
                if (!(t instanceof RuntimeThread)) {
                    recordExternalWake();
                }
                putGlobal(r);
            }
        } else if (VirtualThreadAccess.currentCarrier() instanceof Carrier c) {
            if (t.getUncaughtExceptionHandler() instanceof Schedulable) {
                c.p.putNext(r);
            } else {
                recordExternalWake();
                c.p.putLast(r); // such a thread, a poller for example, wakes many and continues
            }
        } else {
            recordExternalWake();
            putGlobal(r);
        }
    }

    void putGlobal(Runnable r) {
        global.put(r);
        idle.wakeOne(); // the queue's lock was a full fence
    }

    private void recordExternalWake() {
        int now = CoarseClock.millis();
        if (lastExternalWake != now) {
            lastExternalWake = now;
        }
    }

    /**
     * Returns whether pollers of sockets or pools of threads have queued work recently. Such work
     * comes from the system in the end.
     */
    boolean isFedExternally() {
        return Integer.compareUnsigned(CoarseClock.millis() - lastExternalWake, RECENT_MILLIS) < 0;
    }

    GlobalQueue global() {
        return global;
    }

    /**
     * Returns whether some queue is not empty, not counting the goroutine that a processor runs
     * next.
     */
    boolean hasWork() {
        if (!global.isEmpty()) {
            return true;
        }
        for (P p : all()) {
            if (!p.ring.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    // ---- processors -----------------------------------------------------------------------------

    P[] all() {
        return growth.all();
    }

    /** Returns whether there are fewer threads than needed, because the system refuses more. */
    boolean lacksThreads() {
        return growth.hasFailed();
    }

    Idle idle() {
        return idle;
    }

    Monitor monitor() {
        return monitor;
    }

    LatencySampler latency() {
        return latency;
    }

    long handOvers() {
        return handOvers;
    }

    /** Returns how many more processors may be active. */
    int freeSlots() {
        return Math.max(0, procs - active.get());
    }

    /** Returns how many processors count against {@code maxProcs}. */
    int active() {
        return active.get();
    }

    /** Returns whether fewer processors are active than may be. */
    boolean hasFreeSlot() {
        return active.get() < procs;
    }

    /**
     * Returns whether {@code p} may run another goroutine. If not, {@code p} is detached: by the
     * monitor, or by this call, because too many are active. Called by its carrier.
     */
    boolean mayRun(P p) {
        if (p.status == P.DETACHED) {
            return reacquireSlot(p);
        }
        return active.get() <= procs || !isSurplus(p) || reacquireSlot(p);
    }

    private boolean reacquireSlot(P p) {
        if (!acquireSlot()) {
            return false;
        }
        p.markRunning();
        return true;
    }

    /**
     * Returns whether {@code p} has just lost its slot. Each surplus slot is taken from one
     * processor.
     */
    private boolean isSurplus(P p) {
        int n = active.get();
        while (n > procs) {
            if (active.compareAndSet(n, n - 1)) {
                if (!p.changeStatus(P.RUNNING, P.DETACHED)) {
                    active.incrementAndGet(); // the monitor has detached it
                }
                return true;
            }
            n = active.get();
        }
        return false;
    }

    private boolean acquireSlot() {
        int n = active.get();
        while (n < procs) {
            if (active.compareAndSet(n, n + 1)) {
                return true;
            }
            n = active.get();
        }
        return false;
    }

    /**
     * Makes one more processor active, whose carrier then spins. Returns false if enough are active
     * or none can be added.
     */
    boolean activateOne() {
        if (!acquireSlot()) {
            return false;
        }
        boolean activated = false;
        try {
            activated = wakeSpare() || growth.mayTry() && growth.startOne();
        } finally {
            if (!activated) {
                active.decrementAndGet(); // also after an OutOfMemoryError
            }
        }
        if (activated) {
            monitor.wake();
        }
        return activated;
    }

    private boolean wakeSpare() {
        for (P p : all()) {
            if (p.status == P.SPARE && p.wake(P.SPARE)) {
                LockSupport.unpark(p.carrier());
                return true;
            }
        }
        return false;
    }

    /**
     * Detaches {@code p}, which runs one goroutine for a long time, or cannot run any. Another
     * processor gets its slot, even if only to take what a third one has queued. Called by the
     * monitor.
     * @param blocked whether its carrier uses no CPU time
     */
    void detach(P p, boolean blocked, Runnable[] buffer) {
        p.blocked = blocked;
        anyDetached = true; // set before the status: its goroutine then starts only one more
        if (p.changeStatus(P.RUNNING, P.DETACHED)) {
            active.decrementAndGet();
            if (hasWork()) {
                idle.wakeOne();
            }
            emptyQueues(p, buffer);
            handOvers = handOvers + 1;
            SchedProbe sp = probe;
            if (sp != null) {
                sp.handedOver(p);
            }
        }
    }

    /** Sets whether any processor is detached. Called by the monitor. */
    void anyDetached(boolean now) {
        if (anyDetached != now) {
            anyDetached = now;
        }
    }

    /** Moves what is queued on {@code p} to the global queue. */
    void emptyQueues(P p, Runnable[] buffer) {
        if (p.next() != null) {
            global.putNext(p);
        }
        if (!p.ring.isEmpty()) {
            global.putAll(p.ring, buffer);
        }
        if (!global.isEmpty()) {
            idle.wakeOne();
        }
    }

    @Override
    public String toString() {
        return "Jopher's own";
    }

    /** Reports an exception in the scheduler's own code. The goroutines continue. */
    public static void report(Throwable e) {
        Thread t = Thread.currentThread();
        try {
            t.getThreadGroup().uncaughtException(t, e);
        } catch (Throwable again) {
            // no memory to report it
        }
    }
}
