package dev.jopher;

import java.io.Serial;

/**
 * The thread was interrupted in an operation that would have had to wait. Nothing was sent,
 * received or acquired, and the thread's interrupt flag is still set, so that a careless catch
 * loses nothing.
 *
 * {@snippet :
 * try {
 *     handle(jobs.receive());
 * } catch (UncheckedInterruptedException e) {
 *     stop(); // Thread.currentThread().isInterrupted() is still true
 * }
 * }
 */
public final class UncheckedInterruptedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Makes an exception that names the interrupted operation.
     *
     * @param operation in Go's words: "chan receive", "sync.WaitGroup.Wait"
     */
    public UncheckedInterruptedException(String operation) {
        super("interrupted in " + operation);
    }
}
