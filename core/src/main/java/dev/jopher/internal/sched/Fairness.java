package dev.jopher.internal.sched;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import dev.jopher.internal.base.RuntimeThread;

/**
 * Lets in what comes from outside, on the JDK's scheduler: what Go does by looking at the global queue every
 * 61st time.
 *
 * <p>A carrier of the JDK takes from its own queue as long as there is something, and two goroutines that
 * wake one another always leave something. What a platform thread has started or woken, the timers' among
 * them, waits in another queue, for ever if such pairs keep all carriers busy. So in each tick a few of the
 * goroutines that are woken by goroutines, or that yield, are left to a platform thread of ours to wake:
 * they queue with all that comes from outside, the carriers find their own queues empty, and look there.
 *
 * <p>How many: one for each processor, for what the JDK itself wakes (sockets), unseen by us; and many when a
 * goroutine that one of our platform threads woke before the last tick has not run since. While nobody wakes
 * anybody, the ticker sleeps.
 */
final class Fairness {
    private static final long TICK_NANOS = 20_000_000;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final int FEW = PROCESSORS;

    /** Enough to empty the queues of carriers on which some hundred goroutines are busy, within a few ticks. */
    private static final int MANY = 64 * PROCESSORS;

    /** Goroutines started or woken by platform threads so far, and how many of those have run since. */
    private final AtomicLong externalWakes = new AtomicLong();

    private final AtomicLong arrived = new AtomicLong();
    private long wokenBeforeLastTick;

    /** Number of ticks in a row at whose end a goroutine was late. */
    private int lateTicks;

    /** At the eighth late tick, the 16th, the 32nd and so on the pool may have stopped; most often it is only busy. */
    private static final int LATE_TICKS = 8;

    private final ConcurrentLinkedQueue<Thread> handedOver = new ConcurrentLinkedQueue<>();

    /** How many more are to be handed over in this tick. Not counted exactly: one more does no harm. */
    private volatile int handOversLeft;

    /** Whether anybody has been woken in this tick. */
    private volatile boolean busy;

    private volatile boolean asleep;

    private final Thread ticker = RuntimeThread.start("jopher-fairness", this::tickForever);

    /**
     * Records that a platform thread is about to start or wake {@code g}. The difference of the two counters is the
     * number of goroutines with the mark.
     */
    void recordExternalWake(Schedulable g) {
        if (g.thread().isVirtual()) {
            if (!g.wokenExternally) {
                g.wokenExternally = true;
                externalWakes.incrementAndGet();
            }
            wakeTicker();
        }
    }

    /** {@code g}, which came from outside, runs. */
    void recordArrival(Schedulable g) {
        g.wokenExternally = false;
        arrived.incrementAndGet();
    }

    /** Whether the next wake-up by a virtual thread is to be left to {@link #wakeByTicker}. */
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
            busy = true; // before the check of asleep, as the ticker checks again after it has set that
            if (asleep) {
                LockSupport.unpark(ticker);
            }
        }
    }

    /** Has {@code t} unparked by a platform thread, soon; false if there is no memory to note it. */
    boolean wakeByTicker(Thread t) {
        try {
            handedOver.add(t);
        } catch (OutOfMemoryError e) {
            return false;
        }
        LockSupport.unpark(ticker);
        return true;
    }

    /**
     * Makes the pool start a carrier, if it has none. Without memory for a thread the pool's last carrier can end while
     * tasks are queued; afterwards the pool starts another one only for a task in a queue that is empty, and each platform
     * thread adds to one queue. So a new thread, which gets a random queue, starts a virtual thread that does nothing.
     * Seen once in some twenty runs of LastBytes, where all goroutines of the JVM stood still (JDK 25).
     */
    private static void startPoolCarrier() {
        try {
            RuntimeThread.start("jopher-poke", () -> Thread.startVirtualThread(() -> {}));
        } catch (OutOfMemoryError e) {
            // the next one comes later
        }
    }

    private void tickForever() {
        long next = System.nanoTime() + TICK_NANOS;
        for (;;) {
            for (Thread t = handedOver.poll(); t != null; t = handedOver.poll()) {
                LockSupport.unpark(t);
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
