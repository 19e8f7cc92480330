package dev.jopher.runtime;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What was known of a goroutine that is no more: it waited for what nobody could reach.
 *
 * @param stack the user's frames, innermost first
 * @param createdAt null if that is not known
 */
public record LostGoroutine(
        long id,
        String reason,
        List<StackTraceElement> stack,
        long creator,
        @Nullable StackTraceElement createdAt) {

    static LostGoroutine of(G g) {
        Origin origin = g.origin();
        CreationSite site = origin == null ? null : origin.site();
        List<StackTraceElement> all = List.of(g.thread().getStackTrace());
        List<StackTraceElement> user =
                all.stream().filter(f -> Frames.isUser(f.getClassName())).toList();
        return new LostGoroutine(
                g.id(), g.reason().toString(), user, origin == null ? 0 : origin.creator(),
                site == null ? null : site.frame());
    }

    /** The same, with a stack that is equal and shared. */
    LostGoroutine with(List<StackTraceElement> sharedStack) {
        return new LostGoroutine(id, reason, sharedStack, creator, createdAt);
    }
}
