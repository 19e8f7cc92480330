package dev.jopher;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * Carries a deadline, a cancellation and values down a tree of calls and goroutines: Go's {@code
 * context.Context}. Cancelling a context cancels all contexts that were derived from it, never its
 * parent.
 *
 * {@snippet :
 * try (var ctx = Context.background().withTimeout(Duration.ofSeconds(2))) { // defer cancel()
 *     String answer = answers.receive(ctx); // throws after two seconds
 * }
 * }
 *
 * <p>A function that gets a Context can only read it. Only the {@link CancelContext} that its maker
 * keeps can cancel. Contexts are safe for use by many goroutines. Other implementations may take
 * part: {@link #err} must be set before {@link #done} is closed.
 */
public interface Context {
    /** The error that {@link #err} returns once the context is cancelled. */
    ContextException CANCELED = CanceledException.CONSTANT;

    /** The error that {@link #err} returns once the deadline has passed. */
    ContextException DEADLINE_EXCEEDED = DeadlineExceededException.CONSTANT;

    /**
     * Returns when work done on behalf of this context should be given up; null if there is no
     * deadline.
     */
    @Nullable Instant deadline();

    /**
     * Returns a channel that is closed when the context is done; {@link Channel#never} if it never
     * is. The same channel each time.
     */
    ReceiveChannel<Unit> done();

    /**
     * Returns why the context is done, {@link #CANCELED} or {@link #DEADLINE_EXCEEDED}; null until
     * it is.
     */
    @Nullable ContextException err();

    /**
     * Returns the value that was given with {@code key} to this context or, failing that, to an
     * ancestor; null if there is none. Keys are compared by equals.
     */
    @Nullable Object value(Object key);

    /**
     * Returns why the context is done: the cause that was given by the first cancellation, of this
     * context or its nearest cancelled ancestor. {@link #err} if none was given; null until it is
     * done.
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
     * A function that was registered with {@link #afterFunc}.
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

    /** Returns the root of all contexts: never done, without deadline and values. */
    static Context background() {
        return EmptyContext.BACKGROUND;
    }

    /**
     * Returns a root like {@link #background}, for places where it is not yet clear which context
     * to use.
     */
    static Context todo() {
        return EmptyContext.TODO;
    }

    /**
     * Returns a context that is done when {@link CancelContext#cancel()} or close is called on it,
     * or when this is done. Close it: until then this holds on to it.
     */
    @CheckReturnValue
    default CancelContext withCancel() {
        return CancelContext.of(this);
    }

    /**
     * Returns a context with a deadline, as {@link #withTimeout(Duration)} does. An earlier
     * deadline of this one stays in force.
     */
    @CheckReturnValue
    default CancelContext withDeadline(Instant deadline) {
        return CancelContext.withDeadline(this, deadline, null);
    }

    /**
     * Returns a context as {@link #withDeadline(Instant)} does; {@code cause} is the {@link #cause}
     * if the deadline fires.
     */
    @CheckReturnValue
    default CancelContext withDeadline(Instant deadline, Throwable cause) {
        return CancelContext.withDeadline(this, deadline, Objects.requireNonNull(cause));
    }

    /**
     * Returns a context that is also done, with {@link #DEADLINE_EXCEEDED}, when {@code d} has
     * passed; at once if it is not positive.
     */
    @CheckReturnValue
    default CancelContext withTimeout(Duration d) {
        return CancelContext.withDeadline(this, Durations.deadlineAfter(d), null);
    }

    /**
     * Returns a context as {@link #withTimeout(Duration)} does; {@code cause} is the {@link #cause}
     * if the time runs out.
     */
    @CheckReturnValue
    default CancelContext withTimeout(Duration d, Throwable cause) {
        return CancelContext.withDeadline(this, Durations.deadlineAfter(d),
                Objects.requireNonNull(cause));
    }

    /**
     * Returns a context that carries {@code value} for {@code key}, and is otherwise like this one.
     * Use a key type of your own, so that the keys of two packages never collide.
     *
     * @throws NullPointerException "nil key"
     */
    @CheckReturnValue
    default Context withValue(Object key, @Nullable Object value) {
        return new ValueContext(this, Objects.requireNonNull(key, "nil key"), value);
    }

    /**
     * Returns a context with the values of this one and nothing else: not done when this is,
     * without deadline.
     */
    @CheckReturnValue
    default Context withoutCancel() {
        return new WithoutCancelContext(this);
    }

    /**
     * Runs {@code f} in a goroutine of its own once this is done, at once if it is already.
     * Cancelling does not wait for {@code f}.
     *
     * @return the registration; {@link Registration#stop} prevents the run
     */
    default Registration afterFunc(Func f) {
        return AfterFunc.of(this, f);
    }

    /** A wait that a context ends: see {@link #closing} and {@link #interrupting}. */
    @FunctionalInterface
    interface Binding extends AutoCloseable {
        /**
         * Ends the binding: from now on nothing is closed or interrupted. A close that has begun
         * already may still run. May be called again, which does nothing, and by any thread; but
         * only the thread that is interrupted can clear that.
         */
        @Override
        void close();
    }

    /**
     * Closes {@code resource} once this is done, so that an operation of it ends that is no
     * operation of this library: a read of a socket, a statement of a database. It then throws its
     * own exception, and {@link #err} says why. An exception of the resource's close is ignored.
     *
     * {@snippet :
     * try (var socket = new Socket("localhost", 80); var _ = ctx.closing(socket)) {
     *     use(socket.getInputStream().readAllBytes());
     * } catch (IOException e) {
     *     ContextException.throwIfDone(ctx);
     *     throw e;
     * }
     * }
     */
    @CheckReturnValue
    default Binding closing(AutoCloseable resource) {
        return new CloseBinding(this, resource);
    }

    /**
     * Interrupts the current goroutine or thread once this is done, so that what it waits in ends:
     * {@code HttpClient.send}, a future, a lock. In a goroutine a socket also ends its wait by an
     * interrupt, which closes it, and so does a channel of NIO. The end of the binding clears the
     * interrupt; one that was pending before it stays. Bindings within each other end in the
     * opposite order.
     *
     * {@snippet :
     * var queue = new LinkedBlockingQueue<String>();
     * try (var _ = ctx.interrupting()) {
     *     use(queue.take());
     * } catch (InterruptedException e) {
     *     ContextException.throwIfDone(ctx);
     *     throw e;
     * }
     * }
     */
    @CheckReturnValue
    default Binding interrupting() {
        return InterruptBinding.of(this);
    }

    /**
     * Returns a context that is done, with a cause that names it, when one of the signals arrives:
     * Go's {@code signal.NotifyContext}. The signals go back to their earlier handlers only when
     * the context is cancelled or closed. Until then they end no process. For a signal that comes
     * repeatedly see {@link Signals#notify}.
     *
     * @param signals names without SIG: "INT", "TERM"
     * @throws IllegalArgumentException if the JVM does not know a signal or does not let programs
     *     handle it
     */
    @CheckReturnValue
    default CancelContext withSignals(String... signals) {
        return Signals.notifyContext(this, signals);
    }
}
