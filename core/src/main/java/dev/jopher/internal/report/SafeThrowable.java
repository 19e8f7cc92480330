package dev.jopher.internal.report;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What an exception tells of itself. Its methods are the user's, who may have overridden them: they may throw, or return
 * null, or something new each time. No answer here throws, except that the memory or the stack is used up.
 */
public final class SafeThrowable {
    private static final StackTraceElement[] NO_STACK = {};

    private SafeThrowable() {}

    /** What {@code toString} returns; never null. Names the class if the exception cannot tell more. */
    public static String text(Throwable e) {
        return orClass(e, e::toString);
    }

    /** What {@code getMessage} returns, as a text; never null. */
    public static String message(Throwable e) {
        return orClass(e, () -> String.valueOf(e.getMessage()));
    }

    /** What {@code getMessage} returns; null also if that throws. */
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

    /** Its frames, innermost first; none if it tells none. */
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

    /** Its cause; null also if it cannot tell. A chain of causes may be a circle, or never end. */
    public static @Nullable Throwable cause(Throwable e) {
        try {
            return e.getCause();
        } catch (Throwable second) {
            return null;
        }
    }
}
