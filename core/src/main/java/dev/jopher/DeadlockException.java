package dev.jopher;

import java.io.Serial;

/**
 * All goroutines are asleep, and nothing is left that could wake one: thrown by {@link Go#run}. The
 * message is Go's, followed by every goroutine with its state.
 *
 * {@snippet :
 * try {
 *     Go.run(() -> new Channel<Integer>().receive());
 * } catch (DeadlockException e) {
 *     IO.println(e.getMessage()); // all goroutines are asleep - deadlock! ...
 * }
 * }
 */
public final class DeadlockException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1;

    DeadlockException(String message) {
        super(message);
    }
}
