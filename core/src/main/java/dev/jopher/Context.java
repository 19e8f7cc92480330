package dev.jopher;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * Carries a deadline, a cancellation and values down a tree of calls and goroutines: Go's {@code
 * context.Context}. Cancelling a context cancels all that were derived from it, never its parent.
 *
 * {@snippet :
 * try (var ctx = Context.background().withTimeout(Duration.ofSeconds(2))) { // defer cancel()
 *     String answer = answers.receive(ctx); // a value, or DeadlineExceededException after two seconds
 * }
 * }
 *
 * <p>Who is handed a Context can only look; what cancels is the {@link CancelContext} that its maker keeps.
 * Contexts are safe for use by many goroutines. Other implementations may take part: {@link #err} must be
 * set before {@link #done} is closed.
 */
public interface Context {
    /** What {@link #err} returns once the context is cancelled. */
    ContextException CANCELED = CanceledException.CONSTANT;

    /** What {@link #err} returns once the deadline has passed. */
    ContextException DEADLINE_EXCEEDED = DeadlineExceededException.CONSTANT;

    /** When work done on behalf of this context should be given up; null if there is no deadline. */
    @Nullable Instant deadline();

    /** Closed when the context is done; {@link Channel#never} if it never is. The same channel each time. */
    ReceiveChannel<Unit> done();

    /** Why the context is done, {@link #CANCELED} or {@link #DEADLINE_EXCEEDED}; null until it is. */
    @Nullable ContextException err();

    /** What was given with {@code key} here or, failing that, above; null if nothing was. Keys are compared by equals. */
    @Nullable Object value(Object key);

    /**
     * Why the context is done, in the words of who cancelled first, itself or the nearest ancestor; {@link
     * #err} if those did not say; null until it is done.
     */
    default @Nullable Throwable cause() {
        ContextException err = err();
        if (err != null && value(CancelContext.KEY) instanceof CancelContext c) {
            Throwable cause = c.ownCause();
            return cause != null ? cause : err;
        }
        return err;
    }

    /**
     * What was registered with {@link #afterFunc}.
     *
     * {@snippet :
     * Context.Registration r = ctx.afterFunc(() -> stop());
     * serve();
     * if (!r.stop()) {
     *     report("stopped"); // ctx was done first
     * }
     * }
     */
    @FunctionalInterface
    interface Registration {
        /**
         * Keeps the function from being run. Does not wait for a function that was started.
         *
         * @return whether this call prevented it; false if the function was started or stopped
         *     before
         */
        boolean stop();
    }

    /** The root of all contexts: never done, without deadline and values. */
    static Context background() {
        return EmptyContext.BACKGROUND;
    }

    /** As {@link #background}, where it is not yet clear which context to use. */
    static Context todo() {
        return EmptyContext.TODO;
    }

    /**
     * A context that is done when {@link CancelContext#cancel()} or close is called on it, or when this is done.
     * Close it: until then this holds on to it.
     */
    @CheckReturnValue
    default CancelContext withCancel() {
        return CancelContext.of(this);
    }

    /** As {@link #withTimeout(Duration)}, to a moment; an earlier deadline of this one stays in force. */
    @CheckReturnValue
    default CancelContext withDeadline(Instant deadline) {
        return CancelContext.withDeadline(this, deadline, null);
    }

    /** As {@link #withDeadline(Instant)}; {@code cause} is the {@link #cause} if the deadline fires. */
    @CheckReturnValue
    default CancelContext withDeadline(Instant deadline, Throwable cause) {
        return CancelContext.withDeadline(this, deadline, Objects.requireNonNull(cause));
    }

    /**
     * A context that is also done, with {@link #DEADLINE_EXCEEDED}, when {@code d} has passed; at once if it is
     * not positive.
     */
    @CheckReturnValue
    default CancelContext withTimeout(Duration d) {
        return CancelContext.withDeadline(this, Durations.deadlineAfter(d), null);
    }

    /** As {@link #withTimeout(Duration)}; {@code cause} is the {@link #cause} if the time runs out. */
    @CheckReturnValue
    default CancelContext withTimeout(Duration d, Throwable cause) {
        return CancelContext.withDeadline(this, Durations.deadlineAfter(d), Objects.requireNonNull(cause));
    }

    /**
     * A context that carries {@code value} for {@code key}, and all else as this. Use a type of your own for
     * keys, so that no two packages meet.
     *
     * @throws NullPointerException "nil key"
     */
    @CheckReturnValue
    default Context withValue(Object key, @Nullable Object value) {
        return new ValueContext(this, Objects.requireNonNull(key, "nil key"), value);
    }

    /** A context with the values of this and nothing else: not done when this is, without deadline. */
    @CheckReturnValue
    default Context withoutCancel() {
        return new WithoutCancelContext(this);
    }

    /**
     * Runs {@code f} in a goroutine of its own once this is done, at once if it is already. Cancelling does not
     * wait for {@code f}.
     *
     * @return what {@link Registration#stop stops} it
     */
    default Registration afterFunc(Func f) {
        return AfterFunc.of(this, f);
    }

    /**
     * A context that is done, with a cause that names it, when one of the signals arrives: Go's
     * {@code signal.NotifyContext}. Cancelling or closing it, and nothing else, gives the signals
     * back to who handled them before: until then they end no process. For a signal that comes
     * again and again see {@link Signals#notify}.
     *
     * @param signals names without SIG: "INT", "TERM"
     * @throws IllegalArgumentException if the JVM does not know or does not give away a signal
     */
    @CheckReturnValue
    default CancelContext withSignals(String... signals) {
        return Signals.notifyContext(this, signals);
    }
}
