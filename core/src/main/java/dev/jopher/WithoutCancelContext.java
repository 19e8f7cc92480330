package dev.jopher;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** The values of its parent, and not its end. */
final class WithoutCancelContext implements Context {
    private final Context parent;

    WithoutCancelContext(Context parent) {
        this.parent = parent;
    }

    @Override
    public @Nullable Instant deadline() {
        return null;
    }

    @Override
    public ReceiveChannel<Unit> done() {
        return Channel.never();
    }

    @Override
    public @Nullable ContextException err() {
        return null;
    }

    /** Hides whom the parent's end would come from. */
    @Override
    public @Nullable Object value(Object key) {
        return key == CancelContext.KEY ? null : parent.value(key);
    }

    @Override
    public String toString() {
        return parent + ".WithoutCancel";
    }
}
