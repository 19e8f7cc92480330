package dev.jopher.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

/**
 * A goroutine as it was seen once; it may be no more.
 *
 * @param reason why it waited, or {@link #RUNNING}
 * @param stack the user's frames, innermost first
 * @param createdAt null if that is not known
 * @param waited on what it waited
 */
public record LostGoroutine(
        long id,
        String reason,
        List<StackTraceElement> stack,
        long creator,
        @Nullable StackTraceElement createdAt,
        Wait waited) {

    /**
     * What it waited on.
     *
     * @param on in a few words; empty if that was not asked for
     * @param holders the threads that held it, by id
     * @param isOnlyBefore as {@link Held#isOnlyBefore}
     * @param thread its own
     */
    public record Wait(String on, List<Long> holders, boolean isOnlyBefore, long thread) {
        private static Wait of(G g, boolean described) {
            Object target = described ? g.waitsOn() : null;
            long[] holders = target instanceof Held held ? held.holders() : Held.NOBODY;
            String on = WaitTarget.describe(target);
            return new Wait(on + ChannelTrace.of(target, g.reason().toString()),
                    LongStream.of(holders).boxed().toList(),
                    target instanceof Held held && held.isOnlyBefore(), g.thread().threadId());
        }
    }

    /** Those that were at the same place, on the same path, are told as one. */
    public record Place(String reason, List<StackTraceElement> stack,
            @Nullable StackTraceElement createdAt) {}

    /** Of so many is told what they waited on. */
    static final int MOST_DESCRIBED = 1000;

    /** Instead of a reason to wait. */
    public static final String RUNNING = "running";

    /** Those that were at each place; in the order in which they come. */
    public static Map<Place, List<LostGoroutine>> byPlace(List<LostGoroutine> all) {
        Map<Place, List<LostGoroutine>> places = new LinkedHashMap<>();
        for (LostGoroutine g : all) {
            places.computeIfAbsent(new Place(g.reason, g.stack, g.createdAt),
                    p -> new ArrayList<>())
                    .add(g);
        }
        return places;
    }

    /** One that waits; {@code described}: and on what, which is not for millions. */
    static LostGoroutine of(G g, boolean described) {
        return of(g, g.reason().toString(), described);
    }

    static LostGoroutine alive(G g) {
        return of(g, g.isWaiting() ? g.reason().toString() : RUNNING, false);
    }

    private static LostGoroutine of(G g, String reason, boolean described) {
        Origin origin = g.origin();
        CreationSite site = Origin.siteOf(g);
        return new LostGoroutine(g.id(), reason, Frames.user(g.thread().getStackTrace()),
                origin == null ? 0 : origin.creator(),
                site == null ? null : site.frame(), Wait.of(g, described));
    }

    /** The same, with a stack that is equal and shared. */
    LostGoroutine with(List<StackTraceElement> sharedStack) {
        return new LostGoroutine(id, reason, sharedStack, creator, createdAt, waited);
    }
}
