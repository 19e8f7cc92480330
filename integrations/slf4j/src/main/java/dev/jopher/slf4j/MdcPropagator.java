package dev.jopher.slf4j;

import java.util.Map;

import dev.jopher.spi.ContextPropagator;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Gives a goroutine a copy of its creator's {@link MDC}. Neither sees later changes of the other.
 */
public final class MdcPropagator implements ContextPropagator {
    /** Creates it. {@link java.util.ServiceLoader} calls this. */
    public MdcPropagator() {}

    @Override
    public @Nullable Snapshot capture() {
        Map<String, String> creators = MDC.getCopyOfContextMap();
        if (creators == null || creators.isEmpty()) {
            return null;
        }
        return () -> {
            MDC.setContextMap(creators);
            return MDC::clear;
        };
    }
}
