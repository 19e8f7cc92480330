package dev.jopher.runtime;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A goroutine as it was seen once; it may be no more.
 *
 * @param reason why it waited, or {@link #RUNNING}
 * @param stack the user's frames, innermost first
 * @param createdAt null if that is not known
 */
public record LostGoroutine(
        long id,
        String reason,
        List<StackTraceElement> stack,
        long creator,
        @Nullable StackTraceElement createdAt) {

    /** Instead of a reason to wait. */
    public static final String RUNNING = "running";

    /** One that waits. */
    static LostGoroutine of(G g) {
        return of(g, g.reason().toString());
    }

    static LostGoroutine alive(G g) {
        return of(g, g.isWaiting() ? g.reason().toString() : RUNNING);
    }

    private static LostGoroutine of(G g, String reason) {
        Origin origin = g.origin();
        CreationSite site = origin == null ? null : origin.site();
        List<StackTraceElement> all = List.of(g.thread().getStackTrace());
        List<StackTraceElement> user =
                all.stream().filter(f -> Frames.isUser(f.getClassName())).toList();
        return new LostGoroutine(
                g.id(), reason, user, origin == null ? 0 : origin.creator(),
                site == null ? null : site.frame());
    }

    /** The same, with a stack that is equal and shared. */
    LostGoroutine with(List<StackTraceElement> sharedStack) {
        return new LostGoroutine(id, reason, sharedStack, creator, createdAt);
    }
}
