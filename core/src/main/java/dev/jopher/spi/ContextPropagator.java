package dev.jopher.spi;

import org.jspecify.annotations.Nullable;

/**
 * Carries one kind of context, such as a logger's MDC or the current trace span, from the goroutine
 * or thread that starts a goroutine to the new one. Implementations are found by {@link
 * java.util.ServiceLoader}, by the class loader of this library.
 *
 * {@snippet :
 * final class TenantPropagator implements ContextPropagator {
 *     static final ThreadLocal<String> TENANT = new ThreadLocal<>();
 *
 *     public Snapshot capture() {
 *         String tenant = TENANT.get();
 *         return tenant == null ? null : () -> {
 *             TENANT.set(tenant);
 *             return TENANT::remove;
 *         };
 *     }
 * }
 * }
 *
 * <p>The context is captured where a goroutine is requested, and is in place while its body runs.
 * That holds for {@code go}, for the groups of {@link dev.jopher.sync}, for {@link
 * dev.jopher.Go#executor}, {@link dev.jopher.Go#run}, and for both kinds of {@code afterFunc},
 * whose goroutine starts much later. It does not hold for a function that is {@link
 * dev.jopher.Go#detached}.
 *
 * <p>Without an implementation, a {@code go} costs nothing more. With several, the contexts are put
 * in place in the order in which they are found, and removed in the opposite order.
 *
 * <p>No method may wait, nor the constructor. A goroutine that a method starts carries no context.
 * An exception of a method loses neither the body of the goroutine nor the other contexts: it is
 * reported once per implementation and method, as a warning of the System.Logger {@code
 * dev.jopher}, or on standard error under {@code jopher run}.
 */
public interface ContextPropagator {
    /**
     * Captures the context of the current thread, which requests a goroutine.
     *
     * @return what is to be put in place there; null for nothing
     */
    @Nullable Snapshot capture();

    /** A captured context. */
    @FunctionalInterface
    interface Snapshot {
        /** Puts the context in place in the current thread, which is a new goroutine's. */
        Scope open();
    }

    /** A context that is in place. */
    @FunctionalInterface
    interface Scope {
        /** Removes it, by the same thread, when the body has returned or thrown. */
        void close();
    }
}
