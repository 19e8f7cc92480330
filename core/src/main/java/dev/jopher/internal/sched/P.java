package dev.jopher.internal.sched;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import dev.jopher.internal.base.ThreadState;
import org.jspecify.annotations.Nullable;

/**
 * A processor: the right to run goroutines, and the queue of those to run on it. Go's {@code p}.
 * Each has a {@link Carrier} of its own for life. Go hands the P to another M. We activate a spare
 * P that steals instead: the blocked carrier still runs user code and still writes to its own P.
 */
public final class P {
    /**
     * Its carrier runs goroutines, or looks for some. The carrier or the monitor ends this state.
     */
    static final int RUNNING = 0;

    /** Its carrier has found nothing and is parked, or about to park. The waker ends this state. */
    static final int IDLE = 1;

    /** Not one of the {@code maxProcs}: waits until it is needed in place of a detached one. */
    static final int SPARE = 2;

    /**
     * Runs, but has lost its slot: to the monitor, because a goroutine computes or blocks the
     * carrier for long, or because too many are active. Only its carrier ends this state.
     */
    public static final int DETACHED = 3;

    private static final VarHandle NEXT;
    private static final VarHandle STATUS;
    private static final VarHandle TICKS;
    private static final VarHandle SWITCHES;
    private static final VarHandle STEALS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            NEXT = lookup.findVarHandle(P.class, "next", Runnable.class);
            STATUS = lookup.findVarHandle(P.class, "status", int.class);
            TICKS = lookup.findVarHandle(P.class, "ticks", int.class);
            SWITCHES = lookup.findVarHandle(P.class, "switches", long.class);
            STEALS = lookup.findVarHandle(P.class, "steals", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    public final int id;
    final RunQueue ring = new RunQueue();

    private final GoScheduler scheduler;

    private final Carrier carrier;

    /** Working space for goroutines that move from one queue to another. Used by the owner. */
    final Runnable[] buffer = new Runnable[RunQueue.HALF];

    /**
     * Go's {@code runnext}: the goroutine that the running one has woken last. It runs first when
     * that parks, in the same time slice. So a pair that communicates stays on one processor and
     * wakes no other.
     */
    private volatile @Nullable Runnable next;

    public volatile int status = SPARE;

    /** Number of time slices begun, and number of switches to another goroutine. */
    private volatile int ticks;

    private volatile long switches;

    /** Number of times that it has taken from another processor. */
    private volatile long steals;

    /** Number of switches when it was last woken. A hint for {@link #hasBegun}. */
    private volatile long switchesWhenWoken;

    /** The system's id of its carrier. Written by the carrier. */
    volatile int threadNumber = ThreadState.UNKNOWN;

    /** Set by the monitor while detached: the carrier uses no CPU time, it waits in the system. */
    volatile boolean blocked;

    /** What the monitor saw at its last check. */
    final MonitorSample sample = new MonitorSample();

    static final class MonitorSample {
        int ticks;
        long switches;
        int checks;
        int checksDetached;
        long cpuNanos = -1;
        @Nullable Runnable next;

        /** What {@link BlockedCarrierDetector} saw at its last check. */
        long quickSwitches;

        long quickCpu = -1;
    }

    /** Whether its carrier had to search before it found what it runs. Used by the carrier. */
    boolean searched = true;

    /** What a probe keeps for it. Used by the thread that runs on the carrier. */
    public @Nullable Object log;

    /** Set by the monitor: the time slice is over, and {@code next} goes to the tail. */
    volatile boolean sliceOver;

    P(int id, GoScheduler scheduler, long stackBytes) {
        this.id = id;
        this.scheduler = scheduler;
        this.carrier = new Carrier(this, scheduler, stackBytes);
    }

    public Carrier carrier() {
        return carrier;
    }

    /** Returns whether the carrier waited in the system when the monitor last looked. */
    public boolean blocked() {
        return blocked;
    }

    // ---- by goroutines that run on it -----------------------------------------------------------

    /** Runs {@code r} next: its waker is most likely about to park. */
    void putNext(Runnable r) {
        if (status == DETACHED) {
            scheduler.putGlobal(r);
            return;
        }
        if (next == null) {
            NEXT.setRelease(this, r); // other threads only take it away
            return;
        }
        Runnable evicted = (Runnable) NEXT.getAndSet(this, r);
        if (evicted != null) {
            try {
                putLast(evicted);
            } catch (OutOfMemoryError e) {
                next = evicted; // the JDK calls again with r, and would not with this one
                throw e;
            }
        }
    }

    /** Runs {@code r} when those before it have run. Another processor may run it. */
    void putLast(Runnable r) {
        if (status == DETACHED) {
            scheduler.putGlobal(r);
            return;
        }
        if (!ring.put(r)) {
            scheduler.global().putHalf(ring, r, buffer);
        }
        VarHandle.fullFence(); // the put before the check for idle processors
        scheduler.idle().wakeOne();
    }

    // ---- by its carrier -------------------------------------------------------------------------

    /**
     * Removes the goroutine that was woken last, or else the oldest of the ring; returns null if
     * there is none.
     */
    @Nullable Runnable takeLocal() {
        Runnable r = next;
        if (r != null && takeNext(r)) {
            return r;
        }
        r = ring.take();
        if (r != null) {
            newSlice();
        }
        return r;
    }

    /**
     * Moves {@code next} to the tail of the queue. That is done even if the new slice goes to a
     * goroutine from the global queue. Otherwise, if each end of a slice finds one there, those in
     * the ring would never run.
     */
    void endSlice() {
        Runnable r = next;
        if (r != null && takeNext(r)) {
            try {
                putLast(r);
            } catch (OutOfMemoryError e) {
                next = r;
            }
        }
    }

    void newSlice() {
        TICKS.setOpaque(this, (int) TICKS.getOpaque(this) + 1);
        if (sliceOver) {
            sliceOver = false;
        }
    }

    void countSwitch() {
        SWITCHES.setOpaque(this, (long) SWITCHES.getOpaque(this) + 1);
    }

    void countSteal() {
        STEALS.setOpaque(this, (long) STEALS.getOpaque(this) + 1);
    }

    // ---- by others ------------------------------------------------------------------------------

    int ticks() {
        return (int) TICKS.getOpaque(this);
    }

    long switches() {
        return (long) SWITCHES.getOpaque(this);
    }

    long steals() {
        return (long) STEALS.getOpaque(this);
    }

    /** Returns whether it has switched to a goroutine since it was woken. */
    boolean hasBegun() {
        return switches() != switchesWhenWoken;
    }

    /**
     * Ends {@code status}, which is idle or spare. The caller that succeeds unparks the carrier.
     */
    boolean wake(int status) {
        switchesWhenWoken = switches();
        return changeStatus(status, RUNNING);
    }

    /** Becomes active. Called by its carrier, or before that has started. */
    void markRunning() {
        switchesWhenWoken = switches();
        status = RUNNING;
    }

    boolean changeStatus(int from, int to) {
        return STATUS.compareAndSet(this, from, to);
    }

    /** Returns whether its carrier runs goroutines, or looks for some. */
    boolean runs() {
        int s = status;
        return s == RUNNING || s == DETACHED;
    }

    boolean hasNothingQueued() {
        return next == null && ring.isEmpty();
    }

    @Nullable Runnable next() {
        return next;
    }

    /** Takes {@code r} if it still is the next one. */
    boolean takeNext(Runnable r) {
        return NEXT.compareAndSet(this, r, null);
    }
}
