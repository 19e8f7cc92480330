package dev.jopher.internal.goroutine;

import dev.jopher.internal.sched.GoRuntime;

/**
 * Waiting without parking, for a wait that is expected to be shorter than a park and a wake-up:
 * Go's {@code runtime_canSpin} and {@code runtime_doSpin}. Pays only if the awaited goroutine can
 * run at the same time, and no goroutine waits for the processor.
 */
public final class Spin {
    private static final int ROUNDS =
            Runtime.getRuntime().availableProcessors() > 1 ? 4 : 0;

    private static final int PAUSES = 30;

    private Spin() {}

    /** Returns whether another round may pay, after {@code rounds} without success. */
    public static boolean canSpin(int rounds) {
        return rounds < ROUNDS && GoRuntime.scheduler().canSpin();
    }

    /** Spins one round: some hundred nanoseconds. */
    public static void doSpin() {
        GoRuntime.scheduler().spinWait(PAUSES);
    }

    /**
     * Waits for a moment, after {@code attempts} others, for a thread that needs a few instructions
     * more. Spins first, and yields later. Not for a thread that may park.
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
