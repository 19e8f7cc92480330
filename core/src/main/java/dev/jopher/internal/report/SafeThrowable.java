package dev.jopher.internal.report;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Safe access to the methods of an exception. Users may have overridden them: they may throw,
 * return null, or return something new each time. No method here throws, unless memory or stack is
 * exhausted.
 */
public final class SafeThrowable {
    private static final StackTraceElement[] NO_STACK = {};

    private SafeThrowable() {}

    /** Returns what {@code toString} returns; never null. Names at least the class. */
    public static String text(Throwable e) {
        return orClass(e, e::toString);
    }

    /** Returns what {@code getMessage} returns, as a text; never null. */
    public static String message(Throwable e) {
        return orClass(e, () -> String.valueOf(e.getMessage()));
    }

    /** Returns what {@code getMessage} returns; null also if that throws. */
    public static @Nullable String messageOrNull(Throwable e) {
        try {
            return e.getMessage();
        } catch (Throwable second) {
            return null;
        }
    }

    private static String orClass(Throwable e, Supplier<@Nullable String> text) {
        String type = e.getClass().getName();
        try {
            String s = text.get();
            if (s != null) {
                return s;
            }
        } catch (Throwable second) {
            return type + " (panic while printing panic value: " + second.getClass().getName()
                    + ")";
        }
        String message = messageOrNull(e);
        return message == null ? type : type + ": " + message;
    }

    /** Returns its frames, innermost first; none if it has none. */
    public static StackTraceElement[] stack(Throwable e) {
        try {
            StackTraceElement[] stack = e.getStackTrace();
            return stack == null ? NO_STACK
                    : Arrays.stream(stack).filter(Objects::nonNull)
                            .toArray(StackTraceElement[]::new);
        } catch (Throwable second) {
            return NO_STACK;
        }
    }

    /**
     * Returns its cause; null also if {@code getCause} throws. A chain of causes may be a circle,
     * or endless.
     */
    public static @Nullable Throwable cause(Throwable e) {
        try {
            return e.getCause();
        } catch (Throwable second) {
            return null;
        }
    }
}
