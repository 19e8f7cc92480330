package dev.jopher;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** A context with the values of its parent, but without its end. */
final class WithoutCancelContext implements Context {
    final Context parent;

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

    /** Returns all values except the one that names the context whose end ends this one. */
    @Override
    public @Nullable Object value(Object key) {
        return ContextChain.value(this, key);
    }

    @Override
    public String toString() {
        return ContextChain.toString(this);
    }
}
