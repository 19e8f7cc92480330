package dev.jopher;

import org.jspecify.annotations.Nullable;

/**
 * What to do with the outcome of a receive: {@code (v, ok) -> ...}.
 *
 * {@snippet :
 * select(onReceiveOk(jobs, (job, ok) -> report(ok ? job : "no more jobs")));
 * }
 */
@FunctionalInterface
public interface ReceiveHandler<T> {
    /**
     * Takes the outcome.
     *
     * @param value the element, null if {@code ok} is false
     * @param ok false if the channel is closed and drained
     */
    void accept(@Nullable T value, boolean ok);
}
