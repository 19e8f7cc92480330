package dev.jopher;

import java.util.Objects;
import java.util.function.Function;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.internal.goroutine.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * A case that receives, Go's {@code case v, ok := <-c}; after the select it holds what it received.
 *
 * {@snippet :
 * var job = onReceive(jobs);
 * var quit = onReceive(done);
 * switch (select(job, quit)) {
 *     case 0 -> handle(job.value());
 *     case 1 -> stop();
 *     default -> throw new AssertionError();
 * }
 * }
 *
 * @param <T> the type of the channel's values
 */
public final class ReceiveCase<T> extends Case<T> {
    private final @Nullable Handler<? super T> handler;
    private @Nullable T value;

    /** Makes a case. It only receives, so a channel of a subtype serves as a channel of T. */
    @SuppressWarnings("unchecked")
    ReceiveCase(@Nullable ReceiveChannel<? extends T> channel,
            @Nullable Handler<? super T> handler) {
        super((Channel<T>) channel);
        this.handler = handler;
    }

    /**
     * Handles the outcome of a receive: {@code (v, ok) -> ...}.
     *
     * {@snippet :
     * select(onReceiveOk(jobs, (job, ok) -> report(ok ? job : "no jobs left")));
     * }
     *
     * @param <T> the type of the channel's values
     */
    @FunctionalInterface
    public interface Handler<T> {
        /**
         * Takes the outcome.
         *
         * @param value the element, null if {@code ok} is false
         * @param ok false if the channel is closed and drained
         */
        void accept(@Nullable T value, boolean ok);
    }

    /**
     * Returns this case for {@link Go#selectValue}, which then returns the result of {@code f}.
     * {@code f} gets the value received, or null if the channel is closed and drained.
     */
    @CheckReturnValue
    public <R extends @Nullable Object> ValueCase<R> then(
            Function<? super @Nullable T, ? extends R> f) {
        Objects.requireNonNull(f);
        return new ValueCase<>(this, () -> f.apply(value));
    }

    /**
     * Returns the value that this case received; null if the channel was closed.
     *
     * @throws IllegalStateException unless this case was selected in its latest select
     */
    public @Nullable T value() {
        requireWon();
        return value;
    }

    /**
     * Returns whether a value was received; false if the channel was closed and drained.
     *
     * @throws IllegalStateException unless this case was selected in its latest select
     */
    public boolean ok() {
        requireWon();
        return value != null;
    }

    private void requireWon() {
        if (!won) {
            throw new IllegalStateException("this case did not happen in the latest select");
        }
    }

    void set(@Nullable T v) {
        value = v;
        won = true;
    }

    @Override
    void reset() {
        super.reset();
        value = null;
    }

    @Override
    boolean isReady() {
        return requireChannel().canReceive();
    }

    @Override
    boolean seemsReady() {
        return !requireChannel().seemsEmpty();
    }

    @Override
    boolean tryProceed(Select select) {
        return requireChannel().receiveLocked(select, this);
    }

    @Override
    @SuppressWarnings("unchecked")
    void onSelected(Waiter w) {
        set((T) w.element);
    }

    @Override
    void handle() {
        if (handler != null) {
            handler.accept(value, value != null);
        }
    }
}
