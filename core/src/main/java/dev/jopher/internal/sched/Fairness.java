package dev.jopher.internal.sched;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import dev.jopher.internal.base.RuntimeThread;

/**
 * The external wake queue of the JDK's scheduler: lets in goroutines that platform threads start or
 * wake. Go checks the global queue every 61st time for the same reason.
 *
 * <p>A carrier of the JDK takes from its own queue as long as there is something, and two
 * goroutines that wake each other always leave something. Goroutines that a platform thread has
 * started or woken, the timers' thread for example, wait in another queue. They wait forever if
 * such pairs keep all carriers busy. So in each tick, a few goroutines that are woken by
 * goroutines, or that yield, are left to a platform thread of ours to wake. They are then queued
 * with the external ones. The carriers find their own queues empty, and take from there.
 *
 * <p>The platform thread keeps what it gets for {@value #HOLD_NANOS} ns. A goroutine that it woke
 * before that has parked would go on, and its carrier would take nothing else. Without that, two
 * goroutines that yielded on two carriers kept all others waiting without end (LockStressTest on
 * JDK 25, in each of two runs of four minutes).
 *
 * <p>How many: one for each processor, for goroutines that the JDK itself wakes (sockets), which we
 * do not see. Many when a goroutine that one of our platform threads woke before the last tick has
 * not run since. While no goroutine is woken, the ticker sleeps.
 */
final class Fairness {
    private static final long TICK_NANOS = 20_000_000;

    /** Longer than a goroutine takes to park. */
    private static final long HOLD_NANOS = 100_000;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final int FEW = PROCESSORS;

    /**
     * Enough to empty the queues of carriers on which some hundred goroutines are busy, in a few
     * ticks.
     */
    private static final int MANY = 64 * PROCESSORS;

    /**
     * Number of goroutines started or woken by platform threads so far, and how many of those have
     * run, or ended. Exact: one too few that have run, and some would seem late until the JVM ends.
     */
    private final AtomicLong externalWakes = new AtomicLong();

    private final AtomicLong arrived = new AtomicLong();
    private long wokenBeforeLastTick;

    /** Number of ticks in a row at whose end a goroutine was late. */
    private int lateTicks;

    /**
     * At the eighth late tick, the 16th, the 32nd and so on, the pool may have stopped. Most often
     * it is only busy.
     */
    private static final int LATE_TICKS = 8;

    private final ConcurrentLinkedQueue<Thread> handedOver = new ConcurrentLinkedQueue<>();

    /** How many more goroutines to hand over in this tick. Not exact: one more does no harm. */
    private volatile int handOversLeft;

    /** Whether a goroutine has been woken in this tick. */
    private volatile boolean busy;

    private volatile boolean asleep;

    /** Whether the ticker keeps what is handed over, and needs no wake-up for it. */
    private volatile boolean holding;

    private final Thread ticker = RuntimeThread.start("jopher-fairness", this::tickForever);

    /**
     * Records that a platform thread is about to start or wake {@code g}. The difference of the two
     * counters is the number of goroutines with the mark.
     */
    void recordExternalWake(Schedulable g) {
        if (g.thread().isVirtual()) {
            if (g.noteOutsideWake()) {
                externalWakes.incrementAndGet();
            }
            wakeTicker();
        }
    }

    /** Records that {@code g} runs, which a platform thread may have started or woken. */
    void recordArrival(Schedulable g) {
        if (g.clearOutsideWake()) {
            arrived.incrementAndGet();
        }
    }

    /** Records that {@code g} has ended. A platform thread may have woken it, or do so later. */
    void recordEnd(Schedulable g) {
        if (g.endOutsideWakes()) {
            arrived.incrementAndGet();
        }
    }

    /** Returns how many goroutines a platform thread has started or woken that have not run yet. */
    long expected() {
        return externalWakes.get() - arrived.get();
    }

    /** Returns whether to leave the next wake-up by a virtual thread to {@link #wakeByTicker}. */
    boolean claimHandOver() {
        wakeTicker();
        int n = handOversLeft;
        if (n == 0) {
            return false;
        }
        handOversLeft = n - 1;
        return true;
    }

    private void wakeTicker() {
        if (!busy) {
            busy = true; // before the check of asleep; the ticker does the reverse
            if (asleep) {
                LockSupport.unpark(ticker);
            }
        }
    }

    /**
     * Leaves it to a platform thread to unpark {@code t} soon. Returns false if there is no memory
     * to queue it.
     */
    boolean wakeByTicker(Thread t) {
        try {
            handedOver.add(t);
        } catch (OutOfMemoryError e) {
            return false;
        }
        if (!holding) {
            LockSupport.unpark(ticker);
        }
        return true;
    }

    /**
     * Makes the pool start a carrier, if it has none. Without memory for a thread, the pool's last
     * carrier can end while tasks are queued. Afterwards the pool starts another one only for a
     * task in an empty queue, and each platform thread adds to one queue. So a new thread, which
     * gets a random queue, starts a virtual thread that does nothing. Seen once in some twenty runs
     * of LastBytes, where all goroutines of the JVM stood still (JDK 25).
     */
    private static void startPoolCarrier() {
        try {
            RuntimeThread.start("jopher-poke", () -> Thread.startVirtualThread(() -> {}));
        } catch (OutOfMemoryError e) {
            // the next attempt comes later
        }
    }

    private void tickForever() {
        long next = System.nanoTime() + TICK_NANOS;
        for (;;) {
            if (!handedOver.isEmpty()) {
                hold();
                wakeAll();
            }
            long left = next - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(this, left);
            } else {
                tick();
                next = System.nanoTime() + TICK_NANOS;
            }
        }
    }

    /** Lets them park, and their carriers take others. */
    private void hold() {
        holding = true;
        long end = System.nanoTime() + HOLD_NANOS;
        for (long left = HOLD_NANOS; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
        handOversLeft = 0;
        holding = false; // before it looks: a goroutine does the reverse
    }

    private void wakeAll() {
        for (Thread t = handedOver.poll(); t != null; t = handedOver.poll()) {
            LockSupport.unpark(t);
        }
    }

    private void tick() {
        boolean late = arrived.get() < wokenBeforeLastTick;
        lateTicks = late ? lateTicks + 1 : 0;
        if (lateTicks >= LATE_TICKS && Integer.bitCount(lateTicks) == 1) {
            startPoolCarrier();
        }
        if (busy || late) {
            busy = false;
            handOversLeft = late ? MANY : FEW;
            wokenBeforeLastTick = externalWakes.get();
            return;
        }
        handOversLeft = 0;
        asleep = true;
        if (!busy && handedOver.isEmpty()) {
            LockSupport.park(this);
        }
        asleep = false;
    }
}
