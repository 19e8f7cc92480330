package dev.jopher;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * The context's deadline passed: Go's {@code context.DeadlineExceeded}.
 *
 * {@snippet :
 * try {
 *     use(answers.receive(ctx));
 * } catch (DeadlineExceededException e) {
 *     giveUp();
 * }
 * }
 */
public final class DeadlineExceededException extends ContextException {
    @Serial
    private static final long serialVersionUID = 1;

    static final DeadlineExceededException CONSTANT = new DeadlineExceededException();

    private DeadlineExceededException() {
        super("context deadline exceeded");
    }

    /**
     * Makes the exception of an operation that sees beforehand that the deadline will pass first,
     * and does not wait for it.
     */
    public DeadlineExceededException(String message) {
        super(message, null);
    }

    DeadlineExceededException(@Nullable Throwable cause) {
        super("context deadline exceeded", cause);
    }
}
