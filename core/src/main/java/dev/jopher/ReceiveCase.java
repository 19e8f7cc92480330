package dev.jopher;

import dev.jopher.runtime.Waiter;
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
 * @param <T> what the channel carries
 */
public final class ReceiveCase<T> extends Case<T> {
    private final @Nullable ReceiveHandler<? super T> handler;
    private @Nullable T value;

    ReceiveCase(@Nullable ReceiveChannel<T> channel, @Nullable ReceiveHandler<? super T> handler) {
        super((Channel<T>) channel);
        this.handler = handler;
    }

    /**
     * What this case received; null if the channel was closed.
     *
     * @throws IllegalStateException unless this case happened in the latest select that it was part of
     */
    public @Nullable T value() {
        requireWon();
        return value;
    }

    /**
     * Whether a value was received; false if the channel was closed and drained.
     *
     * @throws IllegalStateException unless this case happened in the latest select that it was part of
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
    boolean tryNow(Select select) {
        return requireChannel().receiveLocked(select, this);
    }

    @Override
    @SuppressWarnings("unchecked")
    void happened(Waiter w) {
        set((T) w.element);
    }

    @Override
    void handle() {
        if (handler != null) {
            handler.accept(value, value != null);
        }
    }
}
