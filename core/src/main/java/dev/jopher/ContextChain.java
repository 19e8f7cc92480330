package dev.jopher;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The walks from a context up to its ancestors. They are loops, because a chain of contexts may be
 * deeper than a thread's stack. A context of a foreign class is asked for the rest.
 *
 * <p>Only the lookup of a value walks the chain. Deriving and ending a context takes the same time
 * at any depth: each context knows the ancestor that has its deadline, and the one that ends it.
 */
final class ContextChain {
    private ContextChain() {}

    /** Looks {@code key} up: Go's {@code value}. */
    static @Nullable Object value(Context ctx, Object key) {
        boolean internal = key == CancelContext.KEY; // must not reach the equals of a user's key
        Context c = ctx;
        for (;;) {
            if (c instanceof ValueContext v) {
                if (!internal && v.key.equals(key)) {
                    return v.value;
                }
                c = internal ? v.bearer : v.parent;
            } else if (c instanceof CancelContext cancelling) {
                if (internal) {
                    return cancelling;
                }
                c = cancelling.parent;
            } else if (c instanceof WithoutCancelContext without) {
                if (internal) {
                    return null;
                }
                c = without.parent;
            } else {
                return c.value(key);
            }
        }
    }

    /**
     * Returns {@code ctx}, or its nearest ancestor that has a deadline of its own or is of a
     * foreign class.
     */
    static Context dated(Context ctx) {
        Context c = withoutValues(ctx);
        return c instanceof CancelContext cancelling ? cancelling.dated : c;
    }

    /** Returns {@code ctx}, or its nearest ancestor that does more than carry a value. */
    static Context withoutValues(Context ctx) {
        return ctx instanceof ValueContext v ? v.bearer : ctx;
    }

    /**
     * Returns the root and the ways in which the others were derived: {@code
     * context.Background.WithCancel}.
     */
    static String toString(Context ctx) {
        List<Context> derived = new ArrayList<>();
        Context c = ctx;
        for (Context up = parentInText(c); up != null; up = parentInText(c)) {
            derived.add(c);
            c = up;
        }
        StringBuilder text = new StringBuilder(c.toString());
        for (Context d : derived.reversed()) {
            switch (d) {
                case ValueContext v -> v.appendTo(text);
                case CancelContext cancelling -> cancelling.appendTo(text);
                default -> text.append(".WithoutCancel");
            }
        }
        return text.toString();
    }

    private static @Nullable Context parentInText(Context c) {
        if (c instanceof ValueContext v) {
            return v.parent;
        }
        if (c instanceof CancelContext cancelling) {
            return cancelling.parent;
        }
        return c instanceof WithoutCancelContext without ? without.parent : null;
    }
}
