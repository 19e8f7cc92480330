package dev.jopher;

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

    @Override
    void handle() {
        if (handler != null) {
            handler.run();
        }
    }
}
