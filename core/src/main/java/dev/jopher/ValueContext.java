package dev.jopher;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** One key and value, and all else from its parent. */
final class ValueContext implements Context {
    private final Context parent;
    private final Object key;
    private final @Nullable Object value;

    ValueContext(Context parent, Object key, @Nullable Object value) {
        this.parent = parent;
        this.key = key;
        this.value = value;
    }

    @Override
    public @Nullable Instant deadline() {
        return parent.deadline();
    }

    @Override
    public ReceiveChannel<Unit> done() {
        return parent.done();
    }

    @Override
    public @Nullable ContextException err() {
        return parent.err();
    }

    /** A loop: chains of values may be deeper than the stack. */
    @Override
    public @Nullable Object value(Object wanted) {
        ValueContext c = this;
        while (!c.key.equals(wanted)) {
            if (!(c.parent instanceof ValueContext above)) {
                return c.parent.value(wanted);
            }
            c = above;
        }
        return c.value;
    }

    @Override
    public String toString() {
        return parent + ".WithValue(" + key + ", " + value + ")";
    }
}
