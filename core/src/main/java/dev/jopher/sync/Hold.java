package dev.jopher.sync;

/**
 * A lock that is held, to be given back at the end of a block: what {@code defer mu.Unlock()} is in Go.
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
     * Unlocks. Does not wait.
     *
     * @throws IllegalMonitorStateException if it is not locked
     */
    @Override
    void close();
}
