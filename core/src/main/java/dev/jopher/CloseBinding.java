package dev.jopher;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/** Closes a resource when a context is done, unless the binding has ended before. */
final class CloseBinding implements Context.Binding {
    private final AutoCloseable resource;
    private final AtomicBoolean decided = new AtomicBoolean();
    private final Context.Registration registration;

    CloseBinding(Context ctx, AutoCloseable resource) {
        this.resource = Objects.requireNonNull(resource);
        this.registration = ctx.afterFunc(Go.detached(this::done));
    }

    /** Runs in a goroutine of its own, perhaps long after the context's end. */
    private void done() {
        if (decided.compareAndSet(false, true)) {
            try {
                resource.close();
            } catch (Exception e) {
                // the operation that waits there has failed as well, and the caller learns of that
            }
        }
    }

    @Override
    public void close() {
        boolean unused = decided.compareAndSet(false, true);
        unused = registration.stop();
    }
}
