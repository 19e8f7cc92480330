package dev.jopher.internal.sched;

import java.util.concurrent.locks.LockSupport;

import dev.jopher.internal.base.RuntimeThread;
import dev.jopher.internal.base.ThreadState;
import dev.jopher.internal.base.VirtualThreadAccess;
import org.jspecify.annotations.Nullable;

/**
 * The platform thread that carries goroutines on behalf of its processor: Go's {@code m}, and what
 * that does in {@code schedule}, {@code findRunnable} and {@code stealWork}.
 *
 * <h2>Where work comes from</h2>
 *
 * <p>A carrier takes from the local queue. Every 61st time, and when a time slice ends, it checks
 * the global queue first, so that a busy local queue cannot starve it. When the local queue is
 * empty, it takes from the global queue, and then steals half of another processor's queue. A
 * carrier that looks for something to steal is <em>spinning</em>. At most half as many carriers
 * spin as processors are busy.
 *
 * <h2>Why no wake-up is lost</h2>
 *
 * <p>After queueing work, a thread issues a full fence. If some P is idle and no carrier is
 * spinning, it wakes one idle P, whose carrier starts out spinning. A carrier that finds no work
 * first marks its P as idle and stops spinning. Then it issues a full fence and checks all queues
 * once more before it parks. So of a put and a park that race, one sees the other. A put that sees
 * a spinning carrier leaves its work to that one. So when a carrier finds work and was the last one
 * spinning, it checks all queues as well, and wakes another in its place if there is more.
 *
 * <p>A goroutine in a processor's {@code next} wakes no processor. Its processor is running, and
 * takes it when the current goroutine parks, which is nearly always at once. {@link Monitor}
 * handles the other case.
 */
public final class Carrier extends RuntimeThread {
    private static final int STEAL_ROUNDS = 4;
    private static final int GLOBAL_EVERY = 61;

    /**
     * Reading the clock costs a fifth of a switch. Where goroutines run for less than this on
     * average, the carrier checks the timers less often.
     */
    private static final long SHORT_NANOS = 2_000;

    private static final int FINDS_PER_CHECK = 16;

    /**
     * A goroutine in {@code next} is not stolen before this time: as a rule its waker parks sooner.
     */
    private static final long NEXT_GRACE_NANOS = 3_000;

    /**
     * A spinning carrier sleeps about 60 us (5 us requested; the OS adds the rest) before it parks,
     * as long as other carriers are running. It counts as spinning, so no thread pays for a system
     * call to wake it for each of many short goroutines. Those are finished before it could run, or
     * it would only contend with them for a lock. Go sleeps as long here, for another reason (the
     * {@code usleep(3)} of {@code runqgrab}). Cond4 takes 1118 ns without it and 752 with it,
     * WorkerPool 121 and 50, ErrGroup100 30 and 21 us.
     *
     * <p>But a server's requests come from the system, one by one, and would wait for the end of
     * the sleep: HttpServer takes 12.8 us without it and 14.1 with it, the 99th percentile 3.1 and
     * 4.5 ms.
     */
    private static final long BACKOFF_NANOS = 5_000;

    /** As long as the JDK waits for memory. */
    private static final long PAUSE_NANOS = 100_000_000;

    public final P p;

    private final GoScheduler scheduler;
    private final Idle idle;
    /** Whether this counts as spinning. The thread that starts a carrier counts it. */
    private boolean spinning = true;

    /**
     * Number of goroutines found since the last check of the timers, and the number that starts the
     * next check.
     */
    private int finds;

    private int findsPerCheck = FINDS_PER_CHECK;
    private long lastCheck;

    /** Set while timers fire: the first goroutine that one of them wakes runs next. */
    private boolean firstFired;

    Carrier(P p, GoScheduler scheduler, long stackBytes) {
        super("jopher-carrier-" + p.id, stackBytes);
        this.p = p;
        this.scheduler = scheduler;
        this.idle = scheduler.idle();
        setDaemon(true);
    }

    /** Runs goroutines forever. */
    @Override
    public void run() {
        p.threadNumber = ThreadState.ownNumber();
        for (;;) {
            try {
                Runnable r = findRunnable();
                p.countSwitch();
                SchedProbe probe = GoScheduler.probe();
                if (probe == null) {
                    r.run();
                } else {
                    runObserved(r, probe);
                }
            } catch (Throwable e) {
                // Exceptions of goroutines do not come here. Something else is broken, and the
                // other goroutines continue.
                GoScheduler.report(e);
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
        }
    }

    private void runObserved(Runnable r, SchedProbe probe) {
        probe.starts(p, r, p.searched);
        p.searched = false;
        try {
            r.run();
        } finally {
            probe.stops(p);
        }
    }

    Runnable findRunnable() {
        for (;;) {
            if (!scheduler.mayRun(p)) {
                parkSpare();
                continue;
            }
            Runnable r = findLocal();
            if (r != null) {
                stopSpinning();
                return r;
            }
            p.searched = true;
            r = steal();
            if (r != null) {
                stopSpinning();
                return r;
            }
            parkIdle();
        }
    }

    @Nullable Runnable findLocal() {
        if (++finds >= findsPerCheck && !spinning) { // others wait for a spinning one
            checkTimers();
        }
        if (p.sliceOver) {
            p.endSlice();
            p.ring.emptySlots(); // a pair that wakes each other takes nothing from the ring
        }
        if ((p.sliceOver || p.ticks() % GLOBAL_EVERY == 0) && !scheduler.global().isEmpty()) {
            Runnable r = scheduler.global().take();
            if (r != null) {
                p.newSlice();
                return r;
            }
        }
        Runnable r = p.takeLocal();
        if (r == null) {
            r = scheduler.global().takeBatch(p.ring, scheduler.active());
            if (r != null) {
                p.newSlice();
            }
        }
        return r;
    }

    /**
     * Clears the slots of its ring from which thieves have taken, if the current goroutine runs on
     * a carrier of ours. The goroutine may search for leaks without ever giving its carrier the
     * time to clear them.
     */
    public static void emptySlotsHere() {
        Thread t = Thread.currentThread();
        if (t.isVirtual() && VirtualThreadAccess.currentCarrier() instanceof Carrier c) {
            c.p.ring.emptySlots(); // as the owner: nothing here switches to another goroutine
        }
    }

    // ---- timers ---------------------------------------------------------------------------------

    private void checkTimers() {
        DueTimers timers = scheduler.timers();
        if (timers != null && !timers.isEmpty()) {
            long now = scheduler.nanoTime();
            findsPerCheck = now - lastCheck < finds * SHORT_NANOS ? FINDS_PER_CHECK : 1;
            lastCheck = now;
            firstFired = true;
            timers.fireDue(now);
            firstFired = false;
        }
        finds = 0;
    }

    /** Queues a goroutine that this carrier has woken: it has yielded here, or a timer was due. */
    void queue(Runnable r) {
        if (firstFired) {
            firstFired = false;
            p.putNext(r);
        } else {
            p.putLast(r);
        }
    }

    // ---- stealing -------------------------------------------------------------------------------

    private @Nullable Runnable steal() {
        if (!spinning && !idle.maySpin()) {
            return null;
        }
        if (!spinning) {
            spinning = true;
            idle.startSpinning();
        }
        Runnable r = stealWork();
        if (r == null && shouldBackOff()) {
            LockSupport.parkNanos(this, BACKOFF_NANOS);
            r = stealWork();
        }
        return r;
    }

    private boolean shouldBackOff() {
        return idle.count() < scheduler.active() - 1 && !scheduler.isFedExternally();
    }

    private @Nullable Runnable stealWork() {
        for (int round = 1; round <= STEAL_ROUNDS; round++) {
            Runnable r = stealFromAny(round == STEAL_ROUNDS);
            if (r != null) {
                p.countSteal();
                p.newSlice();
                return r;
            }
        }
        return null;
    }

    private @Nullable Runnable stealFromAny(boolean last) {
        P[] all = scheduler.all();
        int n = all.length; // 0 if the first carrier runs before its P is in the array
        int at = n == 0 ? 0 : scheduler.random(n);
        for (int i = 0; i < n; i++) {
            P victim = all[at];
            at = at + 1 == n ? 0 : at + 1;
            if (victim != p) {
                Runnable r = stealFrom(victim);
                if (r == null && last) {
                    r = stealNext(victim);
                }
                if (r != null) {
                    return r;
                }
            }
        }
        return null;
    }

    private @Nullable Runnable stealFrom(P victim) {
        Runnable[] batch = p.buffer;
        int n = victim.ring.steal(batch);
        if (n == 0) {
            return null;
        }
        SchedProbe probe = GoScheduler.probe();
        if (probe != null) {
            probe.stolen(p, victim, n);
        }
        for (int i = 0; i < n - 1; i++) {
            p.ring.put(batch[i]); // there is room: this ring is empty
            batch[i] = RunQueue.NOTHING;
        }
        Runnable r = batch[n - 1];
        batch[n - 1] = RunQueue.NOTHING;
        return r;
    }

    private @Nullable Runnable stealNext(P victim) {
        Runnable r = victim.next();
        if (r == null) {
            return null;
        }
        long start = scheduler.nanoTime();
        while (scheduler.nanoTime() - start < NEXT_GRACE_NANOS) {
            scheduler.spinWait(1);
            if (victim.next() != r) {
                return null;
            }
        }
        return victim.takeNext(r) ? r : null;
    }

    /**
     * Stops spinning, with work. Go wakes another processor here in any case. But a server's
     * requests come one by one. The other carrier would find nothing, and take a CPU from the
     * thread that passes the requests on: with a task from outside every 130 us, one took 100 us of
     * CPU time and half of them waited for 47 us; now it is 60 and 5.
     */
    private void stopSpinning() {
        if (leaveSpinning() && idle.canWake() && scheduler.hasWork()) {
            idle.wakeOne();
        }
    }

    // ---- resting --------------------------------------------------------------------------------

    /**
     * Parks until there is work, or finds that there is some. On return this carrier is spinning.
     */
    private void parkIdle() {
        if (!p.changeStatus(P.RUNNING, P.IDLE)) {
            return; // detached just now
        }
        idle.add();
        leaveSpinning();
        if (scheduler.hasWork() && p.changeStatus(P.IDLE, P.RUNNING)) {
            idle.remove();
            idle.startSpinning();
            scheduler.monitor().wake(); // it may have seen the last processor idle
        } else {
            parkWhile(P.IDLE);
        }
        spinning = true; // counted by the waker, if there was one
    }

    /**
     * Waits, without a slot, until another processor is detached or there are more slots. If there
     * is no memory to move the queued goroutines, the P stays detached and the caller tries again.
     */
    private void parkSpare() {
        scheduler.emptyQueues(p, p.buffer);
        p.ring.emptySlots(); // the monitor may have moved the rest long before
        p.status = P.SPARE;
        leaveSpinning();
        if (scheduler.hasWork()) {
            idle.wakeOne(); // what this was about to find; may wake this P
        }
        parkWhile(P.SPARE);
        spinning = true;
    }

    private void parkWhile(int status) {
        while (p.status == status) {
            LockSupport.park(this);
        }
    }

    /** Stops spinning. Returns whether this was the last carrier that did. */
    private boolean leaveSpinning() {
        if (!spinning) {
            return false;
        }
        spinning = false;
        return idle.stopSpinning() == 0;
    }
}
