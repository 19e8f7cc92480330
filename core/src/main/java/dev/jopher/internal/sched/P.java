package dev.jopher.internal.sched;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import dev.jopher.internal.base.ThreadState;
import org.jspecify.annotations.Nullable;

/**
 * A processor: the right to run goroutines, and those that are to run on it. Go's {@code p}. Each has a
 * {@link Carrier} of its own for life; what Go does by handing a P to another M is done here by bringing in a spare
 * P that steals, because the carrier of a hog goes on running user code and would go on writing to its P.
 */
public final class P {
    /** Its carrier runs goroutines, or looks for some. The carrier, or the monitor, ends this. */
    static final int RUNNING = 0;

    /** Its carrier has found nothing and is parked, or about to. Who wakes it ends this. */
    static final int IDLE = 1;

    /** Not one of the {@code maxProcs}: waits until it is needed instead of one that is held up. */
    static final int SPARE = 2;

    /**
     * Runs, but has lost its seat: to the monitor, because of a goroutine that runs for long or holds the carrier up,
     * or because there are too many. Its carrier alone ends this.
     */
    public static final int DETACHED = 3;

    private static final VarHandle NEXT;
    private static final VarHandle STATUS;
    private static final VarHandle TICKS;
    private static final VarHandle SWITCHES;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            NEXT = lookup.findVarHandle(P.class, "next", Runnable.class);
            STATUS = lookup.findVarHandle(P.class, "status", int.class);
            TICKS = lookup.findVarHandle(P.class, "ticks", int.class);
            SWITCHES = lookup.findVarHandle(P.class, "switches", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    public final int id;
    final RunQueue ring = new RunQueue();

    private final GoScheduler scheduler;

    private final Carrier carrier;

    /** For what is on its way from one queue to another; by the owner. */
    final Runnable[] buffer = new Runnable[RunQueue.HALF];

    /**
     * Go's {@code runnext}: whom the running goroutine has woken last, first to run when that parks, within the same
     * time slice. A pair that communicates stays on one processor and wakes no other.
     */
    private volatile @Nullable Runnable next;

    public volatile int status = SPARE;

    /** How many time slices it has begun, and how often it has gone on to another goroutine. */
    private volatile int ticks;

    private volatile int switches;

    /** How often it had gone on when it was last woken; a hint for {@link #hasBegun}. */
    private volatile int switchesWhenWoken;

    /** The system's number of its carrier; by that. */
    volatile int threadNumber = ThreadState.UNKNOWN;

    /** Set by the monitor, of one that is held up: the carrier uses no time, it waits for the system. */
    volatile boolean blocked;

    /** What the monitor saw at its last look. */
    final MonitorSample sample = new MonitorSample();

    static final class MonitorSample {
        int ticks;
        int switches;
        int checks;
        int checksDetached;
        long cpuNanos = -1;
        @Nullable Runnable next;

        /** What {@link BlockedCarrierDetector} saw at its last look. */
        int quickSwitches;

        long quickCpu = -1;
    }

    /** Set by the monitor: the time slice is over, and what isStuck in next goes to the tail. */
    volatile boolean sliceOver;

    P(int id, GoScheduler scheduler, long stackBytes) {
        this.id = id;
        this.scheduler = scheduler;
        this.carrier = new Carrier(this, scheduler, stackBytes);
    }

    public Carrier carrier() {
        return carrier;
    }

    // ---- by goroutines that run on it ----------------------------------------------------------------

    /** Runs {@code r} next: its waker is about to park, most likely. */
    void putNext(Runnable r) {
        if (status == DETACHED) {
            scheduler.putGlobal(r);
            return;
        }
        if (next == null) {
            NEXT.setRelease(this, r); // others only take away
            return;
        }
        Runnable evicted = (Runnable) NEXT.getAndSet(this, r);
        if (evicted != null) {
            try {
                putLast(evicted);
            } catch (OutOfMemoryError e) {
                next = evicted; // the JDK comes again with r, and would not with this one
                throw e;
            }
        }
    }

    /** Runs {@code r} when those before it have run; another processor may. */
    void putLast(Runnable r) {
        if (status == DETACHED) {
            scheduler.putGlobal(r);
            return;
        }
        if (!ring.put(r)) {
            scheduler.global().putHalf(ring, r, buffer);
        }
        VarHandle.fullFence(); // the put before the look at the idle ones
        scheduler.idle().wakeOne();
    }

    // ---- by its carrier ------------------------------------------------------------------------------

    /** The one that was woken last, else the oldest of the ring; null if there is none. */
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
     * Who was woken last queues like all others: also if the slice goes to one of the global queue, which may have one
     * at the end of each slice, and then those of the ring would never get to run.
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
        SWITCHES.setOpaque(this, (int) SWITCHES.getOpaque(this) + 1);
    }

    // ---- by others -----------------------------------------------------------------------------------

    int ticks() {
        return (int) TICKS.getOpaque(this);
    }

    int switches() {
        return (int) SWITCHES.getOpaque(this);
    }

    /** Whether it has gone on to a goroutine since it was woken. */
    boolean hasBegun() {
        return switches() != switchesWhenWoken;
    }

    /** Ends {@code status}, which is to be idle or spare; whoever succeeds unparks the carrier. */
    boolean wake(int status) {
        switchesWhenWoken = switches();
        return changeStatus(status, RUNNING);
    }

    /** Gets a seat, by its carrier or before that has started. */
    void markRunning() {
        switchesWhenWoken = switches();
        status = RUNNING;
    }

    boolean changeStatus(int from, int to) {
        return STATUS.compareAndSet(this, from, to);
    }

    /** Whether its carrier is at work, or looks for some. */
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
