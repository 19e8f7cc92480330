package dev.jopher;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * The context was cancelled: Go's {@code context.Canceled}.
 *
 * {@snippet :
 * if (ctx.err() instanceof CanceledException) {
 *     giveUp();
 * }
 * }
 */
public final class CanceledException extends ContextException {
    @Serial
    private static final long serialVersionUID = 1;

    static final CanceledException CONSTANT = new CanceledException();

    private CanceledException() {
        super("context canceled");
    }

    /** Makes a cause that names the canceller and is a cancellation itself. */
    CanceledException(String message) {
        super(message);
    }

    CanceledException(@Nullable Throwable cause) {
        super("context canceled", cause);
    }
}
