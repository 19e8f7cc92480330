package dev.jopher;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.Nullable;

/**
 * A case that happens when a time has passed since the select began: {@code case <-time.After(d)},
 * without a channel and with nothing left behind when another case is faster.
 *
 * {@snippet :
 * select(onReceive(answers, this::use), onTimeout(Duration.ofMillis(80), () -> giveUp()));
 * }
 */
public final class TimeoutCase extends Case<Object> {
    final long nanos;
    private final @Nullable Runnable handler;

    TimeoutCase(Duration d, @Nullable Runnable handler) {
        super(null);
        this.nanos = Durations.nanos(d);
        this.handler = handler;
    }

    @Override
    boolean isReady() {
        return nanos <= 0;
    }

    @Override
    boolean tryProceed(Select select) {
        return won = true;
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
