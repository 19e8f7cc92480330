package dev.jopher;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** One key and its value; everything else comes from the parent. */
final class ValueContext implements Context {
    final Context parent;

    /** The nearest ancestor that does more than carry a value. */
    final Context bearer;

    final Object key;
    final @Nullable Object value;

    ValueContext(Context parent, Object key, @Nullable Object value) {
        this.parent = parent;
        this.bearer = ContextChain.withoutValues(parent);
        this.key = key;
        this.value = value;
    }

    @Override
    public @Nullable Instant deadline() {
        return bearer.deadline();
    }

    @Override
    public ReceiveChannel<Unit> done() {
        return bearer.done();
    }

    @Override
    public @Nullable ContextException err() {
        return bearer.err();
    }

    @Override
    public @Nullable Throwable cause() {
        return bearer.cause();
    }

    @Override
    public @Nullable Object value(Object wanted) {
        return ContextChain.value(this, wanted);
    }

    /** Registers with the bearer, which may have a way of its own that needs no watcher. */
    @Override
    public Registration afterFunc(Func f) {
        return bearer.afterFunc(f);
    }

    @Override
    public String toString() {
        return ContextChain.toString(this);
    }

    void appendTo(StringBuilder text) {
        text.append(".WithValue(").append(text(key)).append(", ").append(text(value)).append(')');
    }

    /**
     * Returns a text as Go prints it: an object without a text of its own by its type, not by its
     * address.
     */
    private static String text(@Nullable Object o) {
        if (o == null) {
            return "<nil>";
        }
        String type = o.getClass().getName();
        String text = String.valueOf(o);
        return text.startsWith(type + "@") ? type : text;
    }
}
