package dev.jopher.sync;

/**
 * A lock that is held, or a part of a {@link Semaphore}, to be released at the end of a block:
 * {@code defer mu.Unlock()} in Go.
 *
 * {@snippet :
 * var mu = new Mutex();
 * int n = 0;
 * try (var _ = mu.hold()) {
 *     n++;
 * }
 * }
 *
 * <p>{@link #close} unlocks each time it is called: leave it to the try statement.
 */
public interface Hold extends AutoCloseable {
    /**
     * Unlocks or releases. Does not wait.
     *
     * @throws IllegalMonitorStateException if the lock is not locked
     * @throws IllegalStateException if more is released than is held
     */
    @Override
    void close();
}
