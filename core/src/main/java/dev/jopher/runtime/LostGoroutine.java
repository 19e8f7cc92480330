package dev.jopher.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** Those that were at the same place, on the same path, are told as one. */
    public record Place(String reason, List<StackTraceElement> stack,
            @Nullable StackTraceElement createdAt) {}

    /** Instead of a reason to wait. */
    public static final String RUNNING = "running";

    /** How many were at each place; in the order in which they come. */
    public static Map<Place, Integer> countByPlace(List<LostGoroutine> all) {
        Map<Place, Integer> counts = new LinkedHashMap<>();
        for (LostGoroutine g : all) {
            counts.merge(new Place(g.reason, g.stack, g.createdAt), 1, Integer::sum);
        }
        return counts;
    }

    /** One that waits. */
    static LostGoroutine of(G g) {
        return of(g, g.reason().toString());
    }

    static LostGoroutine alive(G g) {
        return of(g, g.isWaiting() ? g.reason().toString() : RUNNING);
    }

    private static LostGoroutine of(G g, String reason) {
        Origin origin = g.origin();
        CreationSite site = Origin.siteOf(g);
        return new LostGoroutine(g.id(), reason, Frames.user(g.thread().getStackTrace()),
                origin == null ? 0 : origin.creator(),
                site == null ? null : site.frame());
    }

    /** The same, with a stack that is equal and shared. */
    LostGoroutine with(List<StackTraceElement> sharedStack) {
        return new LostGoroutine(id, reason, sharedStack, creator, createdAt);
    }
}
