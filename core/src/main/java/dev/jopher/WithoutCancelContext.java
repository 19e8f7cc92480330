package dev.jopher;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** The values of its parent, and not its end. */
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

    /** All values but the one that tells from whom the parent's end would come. */
    @Override
    public @Nullable Object value(Object key) {
        return ContextChain.value(this, key);
    }

    @Override
    public String toString() {
        return ContextChain.toString(this);
    }
}
