package dev.jopher.contextpropagation;

import dev.jopher.spi.ContextPropagator;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;

/**
 * Gives a goroutine all contexts for which a {@link io.micrometer.context.ThreadLocalAccessor} is
 * registered, as they are in its creator.
 */
public final class MicrometerPropagator implements ContextPropagator {
    private final ContextSnapshotFactory factory = ContextSnapshotFactory.builder().build();

    /** Creates it. {@link java.util.ServiceLoader} calls this. */
    public MicrometerPropagator() {}

    @Override
    public Snapshot capture() {
        ContextSnapshot creators = factory.captureAll();
        return () -> creators.setThreadLocals()::close;
    }
}
