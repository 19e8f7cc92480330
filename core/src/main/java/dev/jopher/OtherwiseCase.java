package dev.jopher;

import java.util.Objects;
import java.util.function.Supplier;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * What happens if no other case can, Go's {@code default}: a select with it never waits.
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

    /** This case for {@link Go#selectValue}, which returns what {@code f} returns. */
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
