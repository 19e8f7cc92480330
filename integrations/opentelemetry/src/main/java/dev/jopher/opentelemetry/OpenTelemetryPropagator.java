package dev.jopher.opentelemetry;

import dev.jopher.spi.ContextPropagator;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Gives a goroutine the current OpenTelemetry {@link Context} of its creator: a span that it starts
 * is a child of its creator's span, and it has the same baggage.
 */
public final class OpenTelemetryPropagator implements ContextPropagator {
    /** Creates it. {@link java.util.ServiceLoader} calls this. */
    public OpenTelemetryPropagator() {}

    @Override
    public @Nullable Snapshot capture() {
        Context creators = Context.current();
        return creators == Context.root() ? null : () -> open(creators);
    }

    @SuppressWarnings("MustBeClosedChecker") // closed after the body
    private static Scope open(Context creators) {
        return creators.makeCurrent()::close;
    }
}
