package dev.jopher;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Goroutines that waited at the same place, on the same path, for what nobody could reach any more.
 *
 * {@snippet :
 * for (Leak leak : Leaks.find()) {
 *     IO.println(leak.count() + " waited in " + leak.reason());
 * }
 * }
 *
 * @param count how many
 * @param reason why they waited, in Go's words: {@code chan send}
 * @param stack where, innermost first; the user's frames
 * @param createdAt the line of their {@code go} statement, null if it is not known
 */
public record Leak(
        int count, String reason, List<StackTraceElement> stack,
        @Nullable StackTraceElement createdAt) {
    /** {@code 1204 goroutines blocked in chan send at Fetch.java:31, created at Main.java:12}, and the stack. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(count).append(count == 1 ? " goroutine" : " goroutines");
        text.append(" blocked in ").append(reason);
        if (!stack.isEmpty()) {
            text.append(" at ").append(position(stack.getFirst()));
        }
        if (createdAt != null) {
            text.append(", created at ").append(position(createdAt));
        }
        stack.forEach(f -> text.append("\n\tat ").append(f));
        return text.toString();
    }

    private static String position(StackTraceElement f) {
        return (f.getFileName() == null ? f.getClassName() : f.getFileName()) + ":"
                + f.getLineNumber();
    }
}
