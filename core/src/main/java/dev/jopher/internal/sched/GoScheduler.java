package dev.jopher.internal.sched;

import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import dev.jopher.internal.base.CoarseClock;
import dev.jopher.internal.base.JdkInternals;
import dev.jopher.internal.base.RuntimeThread;
import org.jspecify.annotations.Nullable;

/**
 * Go's scheduler: goroutines (G) are virtual threads whose scheduler this is, processors ({@link P}) have a ring of
 * those that can run, carriers ({@link Carrier}, Go's M) run them, the {@link Monitor} (sysmon) steps in where one
 * holds its processor up.
 *
 * <p>The JDK calls {@link #execute} whenever a virtual thread can run, on any thread, and a virtual one is pinned
 * meanwhile; it must not block, park or throw. Virtual threads that user code makes inside a goroutine come here as
 * well, and are treated like goroutines.
 *
 * <p><em>Active</em> are the processors that count against {@code maxProcs}: all but the spare ones and those that are
 * held up. They are made when there is work for them.
 */
public final class GoScheduler implements Scheduler, Executor {
    private static final int RECENT_MILLIS = 20;

    private static volatile @Nullable SchedProbe probe;

    private final GlobalQueue global = new GlobalQueue();
    private final Idle idle = new Idle(this);
    private final Monitor monitor = new Monitor(this);
    private final Growth growth;
    private final AtomicInteger active = new AtomicInteger();
    private volatile int procs;

    /** Null as long as there is none. */
    private volatile @Nullable DueTimers timers;

    /** Whether the monitor has seen a processor that is held up: then those that start goroutines look whether it is theirs. */
    private volatile boolean anyDetached;

    /** When a goroutine was last woken or started by a thread that is none, by the coarse clock. */
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

    /** Makes {@code p} the one that learns what processors do from now on. */
    public static void probe(SchedProbe p) {
        probe = p;
    }

    // ---- what goroutines ask for ---------------------------------------------------------------------

    @Override
    public Thread newThread(Schedulable g, String name, Runnable task) {
        if (all().length == 0) {
            growth.startFirst();
        }
        Thread t = JdkInternals.newVirtualThread(this, name, task);
        t.setUncaughtExceptionHandler(g);
        return t;
    }

    @Override
    public void start(Schedulable g) {
        JdkInternals.start(g.thread());
    }

    /**
     * One that starts others for longer than a time slice would go on doing so beside the processor that took its seat, and
     * they would pile up: of 200,000 that pass one token, 180,000 waited at once, for seconds (Go: some thousands).
     */
    @Override
    public void yieldIfSliceIsOver() {
        if (anyDetached && isDetached(Thread.currentThread())) {
            try {
                Thread.yield();
            } catch (StackOverflowError | OutOfMemoryError e) {
                // a stack too deep to be copied: it goes on beside the others
            }
        }
    }

    private static boolean isDetached(Thread t) {
        return t.isVirtual() && JdkInternals.carrierOf(t) instanceof Carrier c
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
        return t.isVirtual() && JdkInternals.carrierOf(t) instanceof Carrier c
                ? c.p.id
                : (int) t.threadId();
    }

    @Override
    public boolean canSpin() {
        Thread t = Thread.currentThread();
        if (!t.isVirtual() || !(JdkInternals.carrierOf(t) instanceof Carrier c)) {
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
        idle.wakeAll(); // those that are too many go, for others
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
        return sum & Long.MAX_VALUE; // each counts modulo 2^32
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

    // ---- what can run --------------------------------------------------------------------------------

    /** Queues {@code r}: on the processor of whoever makes it runnable, if it has one. */
    @Override
    public void execute(Runnable r) {
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
        } else if (JdkInternals.carrierOf(t) instanceof Carrier c) {
            if (t.getUncaughtExceptionHandler() instanceof Schedulable) {
                c.p.putNext(r);
            } else {
                recordExternalWake();
                c.p.putLast(r); // a guest, such as a poller of sockets, wakes many and goes on
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

    /** Whether of late work has come from pollers of sockets, or pools of threads: from the system, in the end. */
    boolean isFedExternally() {
        return Integer.compareUnsigned(CoarseClock.millis() - lastExternalWake, RECENT_MILLIS) < 0;
    }

    GlobalQueue global() {
        return global;
    }

    /** Whether some queue, other than what a running processor runs next, is not empty. */
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

    // ---- processors ----------------------------------------------------------------------------------

    P[] all() {
        return growth.all();
    }

    /** Whether there are fewer threads than there should be, for no more can be had. */
    boolean lacksThreads() {
        return growth.hasFailed();
    }

    Idle idle() {
        return idle;
    }

    Monitor monitor() {
        return monitor;
    }

    /** How many more processors may be active. */
    int freeSlots() {
        return Math.max(0, procs - active.get());
    }

    /** How many count against {@code maxProcs}. */
    int active() {
        return active.get();
    }

    /** Whether fewer processors are active than may be. */
    boolean hasFreeSlot() {
        return active.get() < procs;
    }

    /**
     * By the carrier of {@code p}: whether it may go on. If not, {@code p} is held up: by the monitor, or here, because
     * there are more than may be.
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

    /** Whether {@code p} has lost its seat just now: each seat that is too many is taken from one. */
    private boolean isSurplus(P p) {
        int n = active.get();
        while (n > procs) {
            if (active.compareAndSet(n, n - 1)) {
                if (!p.changeStatus(P.RUNNING, P.DETACHED)) {
                    active.incrementAndGet(); // the monitor has taken it
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

    /** Makes one more active, which then spins; false if there are enough or none can be had. */
    boolean activateOne() {
        if (!acquireSlot()) {
            return false;
        }
        boolean activated = false;
        try {
            activated = wakeSpare() || growth.mayTry() && growth.startOne();
        } finally {
            if (!activated) {
                active.decrementAndGet(); // also if there is no memory
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
     * By the monitor: {@code p} runs one goroutine for long, or cannot run any. Another one gets its seat, if only to
     * take what is queued on a third.
     *
     * @param blocked whether its carrier uses no time
     */
    void detach(P p, boolean blocked, Runnable[] buffer) {
        p.blocked = blocked;
        anyDetached = true; // before it is so: its goroutine starts no more than one other
        if (p.changeStatus(P.RUNNING, P.DETACHED)) {
            active.decrementAndGet();
            if (hasWork()) {
                idle.wakeOne();
            }
            emptyQueues(p, buffer);
            SchedProbe sp = probe;
            if (sp != null) {
                sp.handedOver(p);
            }
        }
    }

    /** By the monitor. */
    void anyDetached(boolean now) {
        if (anyDetached != now) {
            anyDetached = now;
        }
    }

    /** What is queued on {@code p} goes to all. */
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

    /** An exception in the scheduler's own path; the goroutines go on. */
    public static void report(Throwable e) {
        Thread t = Thread.currentThread();
        try {
            t.getThreadGroup().uncaughtException(t, e);
        } catch (Throwable again) {
            // no memory to say so
        }
    }
}
