package dev.jopher;

import dev.jopher.internal.track.OpenResources;
import org.jspecify.annotations.Nullable;

/**
 * Something that has to be settled: a message to be acknowledged, a transaction to be ended, a reply
 * that is owed. Made by {@link Leaks#track}, for libraries. {@code jopher run -leaks} reports each
 * one that is never settled, with the line that opened it.
 *
 * {@snippet :
 * TrackedResource reply = Leaks.track("the reply to orders.7");
 * // and when it is sent, in whatever goroutine:
 * reply.close();
 * }
 */
public final class TrackedResource implements AutoCloseable {
    private final OpenResources.@Nullable Resource resource;

    TrackedResource(String what) {
        resource = OpenResources.open(what);
    }

    /** Settles it. Does nothing the second time. Any thread may call it; it does not wait. */
    @Override
    public void close() {
        OpenResources.settle(resource);
    }
}
