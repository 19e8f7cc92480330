package dev.jopher;

import java.io.Serial;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * Why a context is done. {@link Context#err} returns one of the constants {@link Context#CANCELED}
 * and {@link Context#DEADLINE_EXCEEDED}, which have no stack trace; an operation that gives up
 * because its context is done throws a new one, whose cause is the context's {@link Context#cause}
 * if that says more.
 *
 * {@snippet :
 * try {
 *     use(answers.receive(ctx));
 * } catch (ContextException e) {
 *     report(e.getCause()); // the cause that the canceller gave, or null
 * }
 * }
 */
public abstract sealed class ContextException extends RuntimeException
        permits CanceledException, DeadlineExceededException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Makes a constant. */
    ContextException(String message) {
        super(message, null, false, false);
    }

    ContextException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Returns the error of a context that is done, to be thrown here: with this stack, and the
     * context's cause.
     *
     * @throws IllegalStateException "context is not done"
     */
    @CheckReturnValue
    public static ContextException of(Context ctx) {
        ContextException err = ctx.err();
        if (err == null) {
            throw new IllegalStateException("context is not done");
        }
        Throwable cause = ctx.cause();
        Throwable reason = cause == err ? null : cause;
        return err instanceof DeadlineExceededException
                ? new DeadlineExceededException(reason)
                : new CanceledException(reason);
    }

    /**
     * Throws the error of {@code ctx} if it is done.
     *
     * @throws ContextException the context's error
     */
    public static void throwIfDone(Context ctx) {
        if (ctx.err() != null) {
            throw of(ctx);
        }
    }
}
