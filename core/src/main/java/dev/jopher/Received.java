package dev.jopher;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a receive, Go's {@code v, ok := <-c}.
 *
 * @param value the element, null if {@code ok} is false
 * @param ok true for an element that was sent; false if the channel is closed and drained
 *
 * {@snippet :
 * switch (jobs.receiveOk()) {
 *     case Received(Integer job, boolean ok) when ok -> handle(job);
 *     default -> stop(); // closed
 * }
 * }
 */
public record Received<T>(@Nullable T value, boolean ok) {
    private static final Received<?> CLOSED = new Received<>(null, false);

    /** Returns the outcome of every receive from a closed and drained channel. */
    @SuppressWarnings("unchecked")
    static <T> Received<T> closed() {
        return (Received<T>) CLOSED;
    }
}
