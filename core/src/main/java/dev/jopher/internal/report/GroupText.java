package dev.jopher.internal.report;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** Describes goroutines that have the same stack. */
public final class GroupText {
    private GroupText() {}

    /**
     * Returns a line such as {@code 1204 goroutines blocked in chan send at Fetch.java:31, created
     * at Main.java:12}.
     */
    public static String line(int count, String reason, List<StackTraceElement> stack,
            @Nullable StackTraceElement createdAt) {
        StringBuilder text = new StringBuilder();
        text.append(count).append(count == 1 ? " goroutine " : " goroutines ");
        text.append(reason.equals("running") ? reason : "blocked in " + reason);
        if (!stack.isEmpty()) {
            text.append(" at ").append(position(stack.getFirst()));
        }
        if (createdAt != null) {
            text.append(", created at ").append(position(createdAt));
        }
        return text.toString();
    }

    /** Returns the stack, a line for each frame, each after a line break. */
    public static String frames(List<StackTraceElement> stack) {
        StringBuilder text = new StringBuilder();
        stack.forEach(f -> text.append("\n\tat ").append(f));
        return text.toString();
    }

    private static String position(StackTraceElement f) {
        return (f.getFileName() == null ? f.getClassName() : f.getFileName()) + ":"
                + f.getLineNumber();
    }
}
