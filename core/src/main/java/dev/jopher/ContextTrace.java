package dev.jopher;

import java.util.StringJoiner;

import dev.jopher.internal.track.Trace;
import org.jspecify.annotations.Nullable;

/** The lock of a context. Records where the context was made, and by which goroutine. */
final class ContextTrace extends Trace {
    /** At most this many contexts of a chain are named. */
    private static final int MOST_NAMED = 4;

    /**
     * Returns what is known of a context that is not done, such as {@code " (made at A.java:5 by
     * goroutine 3, which has ended without cancelling it)"}. The goroutine that makes a context has
     * to cancel it, or an ancestor.
     */
    static String history(CancelContext ctx) {
        StringJoiner text = new StringJoiner("; its parent was ", " (", "; not cancelled so far)");
        CancelContext c = ctx;
        for (int i = 0; i < MOST_NAMED && c != null; i++) {
            text.add(c.trace().madeBy() + (c.endsBySignal() ? ", ends also by a signal" : ""));
            c = above(c);
        }
        return c == null ? text.toString() : text.add("made elsewhere").toString();
    }

    /**
     * Returns the nearest ancestor that can be cancelled; null if there is none, or if it is of a
     * foreign class.
     */
    private static @Nullable CancelContext above(CancelContext ctx) {
        Context c = ctx.parent;
        while (c instanceof ValueContext v) {
            c = v.parent;
        }
        return c instanceof CancelContext cancelling ? cancelling : null;
    }

    @Override
    public String describe() {
        return "context";
    }
}
