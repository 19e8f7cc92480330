package dev.jopher.internal.sched;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts of idle processors and of spinning carriers, and the wake-up of one processor: Go's
 * {@code npidle}, {@code nmspinning} and {@code wakep}. {@link Carrier} describes the protocol.
 */
final class Idle {
    private final GoScheduler scheduler;
    private final AtomicInteger idle = new AtomicInteger();
    private final AtomicInteger spinning = new AtomicInteger();

    Idle(GoScheduler scheduler) {
        this.scheduler = scheduler;
    }

    int count() {
        return idle.get();
    }

    int spinning() {
        return spinning.get();
    }

    void add() {
        idle.incrementAndGet();
    }

    void remove() {
        idle.decrementAndGet();
    }

    /** Returns whether one more carrier may spin: at most half as many as are busy. */
    boolean maySpin() {
        return 2 * spinning.get() < scheduler.active() - idle.get();
    }

    void startSpinning() {
        spinning.incrementAndGet();
    }

    /** Stops counting one. Returns how many are left. */
    int stopSpinning() {
        return spinning.decrementAndGet();
    }

    /** Returns whether there is a processor that {@link #wakeOne} could wake. */
    boolean canWake() {
        return idle.get() != 0 || scheduler.hasFreeSlot();
    }

    /**
     * Wakes an idle processor, or activates one that is missing, unless a carrier is spinning
     * already. Called when there is work, after a full fence that follows its put.
     */
    void wakeOne() {
        if (canWake()) {
            while (spinning.get() == 0 && spinning.compareAndSet(0, 1)) {
                boolean woken = false;
                try {
                    woken = wakeAny() || scheduler.activateOne();
                } finally {
                    if (!woken) {
                        spinning.decrementAndGet(); // also after an OutOfMemoryError
                    }
                }
                if (woken) {
                    return;
                }
                // A thread that queued something in between has counted this as a spinning carrier,
                // and there was none. A processor that became idle in between was missed here.
                if (idle.get() == 0 || !scheduler.hasWork()) {
                    return;
                }
            }
        }
    }

    private boolean wakeAny() {
        for (P p : scheduler.all()) {
            if (wake(p)) {
                return true;
            }
        }
        return false;
    }

    /** Wakes {@code p} if it is idle. Its carrier then spins; the caller has counted it. */
    private boolean wake(P p) {
        if (p.status != P.IDLE || !p.wake(P.IDLE)) {
            return false;
        }
        idle.decrementAndGet();
        LockSupport.unpark(p.carrier());
        scheduler.monitor().wake();
        return true;
    }

    /** Wakes each idle processor once, because there may be too many now. */
    void wakeAll() {
        for (P p : scheduler.all()) {
            spinning.incrementAndGet();
            if (!wake(p)) {
                spinning.decrementAndGet();
            }
        }
    }
}
