package dev.jopher.internal.sched;

import java.util.concurrent.locks.LockSupport;

import dev.jopher.internal.base.JdkInternals;
import dev.jopher.internal.base.RuntimeThread;
import dev.jopher.internal.base.ThreadState;
import org.jspecify.annotations.Nullable;

/**
 * The platform thread that carries goroutines on behalf of its processor: Go's {@code m}, and what that does in
 * {@code schedule}, {@code findRunnable} and {@code stealWork}.
 *
 * <h2>Where work comes from</h2>
 *
 * <p>From the own ring; every 61st time, and when a time slice is over, from the global queue first, lest a ring that
 * never gets empty starve it; then from the global queue; then half of what another ring holds. Who steals is
 * <em>spinning</em>, and of those there are few: half as many as busy processors.
 *
 * <h2>Why no wake-up is lost</h2>
 *
 * <p>Who queues work looks, after a full fence, whether some processor is idle while none is spinning, and then wakes
 * one, which starts as a spinning one. Who finds no work says first that it is idle and spins no more, and then, after
 * a full fence, looks into all queues once more before it parks. So of a put and a park that race, one sees the
 * other. A spinning one that finds work wakes another in its place if it was the last, for there may be more.
 *
 * <p>What isStuck in a processor's {@code next} wakes nobody: that processor is running, and takes it when its
 * goroutine parks, which is nearly always at once; {@link Monitor} sees to the other case.
 */
public final class Carrier extends RuntimeThread {
    private static final int STEAL_ROUNDS = 4;
    private static final int GLOBAL_EVERY = 61;

    /** A look at the clock costs a fifth of a switch: where goroutines run for less, each, few looks must do. */
    private static final long SHORT_NANOS = 2_000;

    private static final int FINDS_PER_CHECK = 16;

    /** A wake-up by goroutine to another one is not stolen at once: its waker parks within less, as a rule. */
    private static final long NEXT_GRACE_NANOS = 3_000;

    /**
     * Before one that spins rests, while others run, it naps: some 60 microseconds, for the system adds about 50. As it
     * counts as spinning, nobody pays for a system call to wake it at each of many short goroutines, which are done
     * before it comes, or would only fight with it for a lock. Go sleeps as long here, for another reason (the {@code
     * usleep(3)} of {@code runqgrab}). Cond4 1118 ns without, 752 with it, WorkerPool 121 and 50, ErrGroup100 30 and 21 us.
     * But a server's requests come from the system, one by one, and would wait for the end of the nap: HttpServer 12.8 us
     * without, 14.1 with it, the 99th percentile 3.1 and 4.5 ms.
     */
    private static final long BACKOFF_NANOS = 5_000;

    /** As long as the JDK waits for memory. */
    private static final long PAUSE_NANOS = 100_000_000;

    public final P p;

    private final GoScheduler scheduler;
    private final Idle idle;
    /** Counted as one that looks for work; from the start on, by who has started this. */
    private boolean spinning = true;

    /** Since the last look at the timers, and how many there may be until the next one. */
    private int finds;

    private int findsPerCheck = FINDS_PER_CHECK;
    private long lastCheck;

    /** While timers fire: the first that one of them wakes is the next to run. */
    private boolean firstFired;

    Carrier(P p, GoScheduler scheduler, long stackBytes) {
        super("jopher-carrier-" + p.id, stackBytes);
        this.p = p;
        this.scheduler = scheduler;
        this.idle = scheduler.idle();
        setDaemon(true);
    }

    /** Runs goroutines for ever. */
    @Override
    public void run() {
        p.threadNumber = ThreadState.ownNumber();
        for (;;) {
            try {
                Runnable r = findRunnable();
                p.countSwitch();
                r.run();
            } catch (Throwable e) {
                // The goroutine's own exceptions do not come here: the machine is in trouble, and the others go on.
                GoScheduler.report(e);
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
        }
    }

    private Runnable findRunnable() {
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
            r = steal();
            if (r != null) {
                stopSpinning();
                return r;
            }
            parkIdle();
        }
    }

    @Nullable Runnable findLocal() {
        if (++finds >= findsPerCheck && !spinning) { // who spins is waited for: nobody else is woken meanwhile
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
     * If the current goroutine runs on a carrier of ours: what thieves have taken from its ring is not kept there. It may
     * search for leaks without ever giving its carrier the time to do that.
     */
    public static void emptySlotsHere() {
        Thread t = Thread.currentThread();
        if (t.isVirtual() && JdkInternals.carrierOf(t) instanceof Carrier c) {
            c.p.ring.emptySlots(); // by the owner: nothing here lets it go on to another goroutine
        }
    }

    // ---- timers ----------------------------------------------------------------------------------------

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

    /** Queues one that this has woken: it has yielded here, or a timer was due. */
    void queue(Runnable r) {
        if (firstFired) {
            firstFired = false;
            p.putNext(r);
        } else {
            p.putLast(r);
        }
    }

    // ---- stealing --------------------------------------------------------------------------------------

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
                p.newSlice();
                return r;
            }
        }
        return null;
    }

    private @Nullable Runnable stealFromAny(boolean last) {
        P[] all = scheduler.all();
        int n = all.length; // 0 if the first carrier runs before its P is among all
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

    private void stopSpinning() {
        if (leaveSpinning()) {
            idle.wakeOne(); // in our place: where this came from there may be more
        }
    }

    // ---- resting ---------------------------------------------------------------------------------------

    /** Parks until there is work, or there is already; on return this is spinning. */
    private void parkIdle() {
        if (!p.changeStatus(P.RUNNING, P.IDLE)) {
            return; // held up, at the last moment
        }
        idle.add();
        leaveSpinning();
        if (scheduler.hasWork() && p.changeStatus(P.IDLE, P.RUNNING)) {
            idle.remove();
            idle.startSpinning();
            scheduler.monitor().wake(); // it may have seen the last one idle
        } else {
            parkWhile(P.IDLE);
        }
        spinning = true; // counted by the waker, if there was one
    }

    /**
     * The seat is lost: waits until others are held up, or there are more seats. If there is no memory to move what is
     * queued here, the P is still held up, and this is tried again.
     */
    private void parkSpare() {
        scheduler.emptyQueues(p, p.buffer);
        p.ring.emptySlots(); // the monitor may have done that, long before
        p.status = P.SPARE;
        leaveSpinning();
        if (scheduler.hasWork()) {
            idle.wakeOne(); // what this was about to find; perhaps this P
        }
        parkWhile(P.SPARE);
        spinning = true;
    }

    private void parkWhile(int status) {
        while (p.status == status) {
            LockSupport.park(this);
        }
    }

    /** Whether this was the last that spun. */
    private boolean leaveSpinning() {
        if (!spinning) {
            return false;
        }
        spinning = false;
        return idle.stopSpinning() == 0;
    }
}
