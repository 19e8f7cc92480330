package dev.jopher;

import java.util.Objects;
import java.util.function.Supplier;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * The case that is selected if no other can proceed, Go's {@code default}: a select with it never
 * waits.
 *
 * {@snippet :
 * select(onReceive(jobs, this::handle), otherwise(() -> idle()));
 * }
 */
public final class OtherwiseCase extends Case<Object> {
    private final @Nullable Runnable handler;

    OtherwiseCase(@Nullable Runnable handler) {
        super(null);
        this.handler = handler;
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
