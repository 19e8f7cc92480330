package dev.jopher.internal.base;

/**
 * Waits for a few instructions of another thread, too few for a park to pay. All code that spins
 * calls the {@code Scheduler}, which implements this. A scheduler that runs one goroutine at a time
 * lets the others run instead.
 */
public interface SpinWait {
    /**
     * Waits for a moment.
     * @param pauses number of pauses of the processor, each of some nanoseconds
     */
    default void spinWait(int pauses) {
        for (int i = 0; i < pauses; i++) {
            Thread.onSpinWait();
        }
    }
}
