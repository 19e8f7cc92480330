package dev.jopher.internal.base;

/**
 * How a thread waits for a few instructions of another one, too few for a park to pay. All that
 * spins asks the {@code Scheduler}, which is one of these. A scheduler that runs one goroutine at a
 * time lets the others go on instead.
 */
public interface SpinWait {
    /**
     * Waits for a moment.
     *
     * @param pauses how many pauses of the processor that is; one takes some nanoseconds
     */
    default void spinWait(int pauses) {
        for (int i = 0; i < pauses; i++) {
            Thread.onSpinWait();
        }
    }
}
