package dev.jopher;

import java.util.Objects;
import java.util.function.Supplier;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.internal.goroutine.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * A case that sends, Go's {@code case c <- v}. The value is fixed when the case is made.
 *
 * {@snippet :
 * select(onSend(out, 42, () -> IO.println("sent")), otherwise(() -> IO.println("full")));
 * }
 *
 * @param <T> the type of the channel's values
 */
public final class SendCase<T> extends Case<T> {
    private final @Nullable T value;
    private final @Nullable Runnable handler;

    /**
     * Makes a case. It only sends, so a channel of a supertype serves. The value of a send to a nil
     * channel is not checked.
     */
    @SuppressWarnings("unchecked")
    SendCase(@Nullable SendChannel<? super T> channel, @Nullable T value,
            @Nullable Runnable handler) {
        super((Channel<T>) channel);
        if (this.channel != null) {
            Objects.requireNonNull(value, "a channel carries no null");
        }
        this.value = value;
        this.handler = handler;
    }

    @Override
    boolean isReady() {
        return requireChannel().canSend();
    }

    @Override
    boolean seemsReady() {
        return !requireChannel().seemsFull();
    }

    @Override
    boolean tryProceed(Select select) {
        return won = requireChannel().sendLocked(select, Objects.requireNonNull(value));
    }

    @Override
    boolean sends() {
        return true;
    }

    @Override
    @Nullable T element() {
        return value;
    }

    @Override
    void onSelected(Waiter w) {
        if (!w.success) {
            throw new ChannelClosedException("send on closed channel");
        }
        won = true;
    }

    /** Returns this case for {@link Go#selectValue}, which then returns the result of {@code f}. */
    @CheckReturnValue
    public <R extends @Nullable Object> ValueCase<R> then(Supplier<? extends R> f) {
        return new ValueCase<>(this, Objects.requireNonNull(f));
    }

    @Override
    void handle() {
        if (handler != null) {
            handler.run();
        }
    }
}
