package dev.jopher.internal.sched;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * How many processors are idle and how many look for work, and the waking of one: Go's {@code npidle},
 * {@code nmspinning} and {@code wakep}. The protocol isStuck in {@link Carrier}.
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

    /** Whether one more may look for work: not more than half as many as are busy. */
    boolean maySpin() {
        return 2 * spinning.get() < scheduler.active() - idle.get();
    }

    void startSpinning() {
        spinning.incrementAndGet();
    }

    /** How many are left. */
    int stopSpinning() {
        return spinning.decrementAndGet();
    }

    /**
     * Gets an idle processor going, or one that is still missing, if nobody looks for work yet. There is some, and
     * after its put was a full fence.
     */
    void wakeOne() {
        if (idle.get() != 0 || scheduler.hasFreeSlot()) {
            while (spinning.get() == 0 && spinning.compareAndSet(0, 1)) {
                boolean woken = false;
                try {
                    woken = wakeAny() || scheduler.activateOne();
                } finally {
                    if (!woken) {
                        spinning.decrementAndGet(); // also if there is no memory
                    }
                }
                if (woken) {
                    return;
                }
                // Who queued something in between has seen one that spins, and there was none. And who has become
                // idle in between was not seen.
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

    /** Wakes {@code p} if it is idle; it then spins, and the caller has counted it. */
    private boolean wake(P p) {
        if (p.status != P.IDLE || !p.wake(P.IDLE)) {
            return false;
        }
        idle.decrementAndGet();
        LockSupport.unpark(p.carrier());
        scheduler.monitor().wake();
        return true;
    }

    /** Wakes each once, for there may be too many of them now. */
    void wakeAll() {
        for (P p : scheduler.all()) {
            spinning.incrementAndGet();
            if (!wake(p)) {
                spinning.decrementAndGet();
            }
        }
    }
}
