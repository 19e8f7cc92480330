package dev.jopher.internal.goroutine;

import dev.jopher.internal.sched.GoRuntime;

/**
 * Waiting without parking, for those who expect to wait for less than a park and a wake-up cost: Go's {@code
 * runtime_canSpin} and {@code runtime_doSpin}. Pays only where whoever is waited for can run meanwhile, and where
 * nobody waits for the processor.
 */
public final class Spin {
    private static final int ROUNDS =
            Runtime.getRuntime().availableProcessors() > 1 ? 4 : 0;

    private static final int PAUSES = 30;

    private Spin() {}

    /** Whether another round may pay, after {@code rounds} in vain. */
    public static boolean canSpin(int rounds) {
        return rounds < ROUNDS && GoRuntime.scheduler().canSpin();
    }

    /** One round: some hundred nanoseconds. */
    public static void doSpin() {
        GoRuntime.scheduler().spinWait(PAUSES);
    }

    /**
     * Waits for a moment, after {@code attempts} others, for a thread that needs a few instructions more: spins first, and
     * yields later. Not for a thread that may park.
     */
    public static void backOff(int attempts) {
        if (attempts < ROUNDS) {
            doSpin();
            return;
        }
        try {
            GoRuntime.scheduler().yield();
        } catch (StackOverflowError | OutOfMemoryError e) { // cannot yield
            doSpin();
        }
    }
}
