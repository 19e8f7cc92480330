package dev.jopher.internal.leak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.jopher.internal.goroutine.CreationSite;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Origin;
import dev.jopher.internal.goroutine.OwnedTarget;
import dev.jopher.internal.goroutine.WaitTarget;
import dev.jopher.internal.report.Frames;
import dev.jopher.internal.track.Holder;
import org.jspecify.annotations.Nullable;

/**
 * A goroutine as it was seen once; it may be no more.
 *
 * @param reason why it waited, or {@link #RUNNING}
 * @param stack the user's frames, innermost first
 * @param createdAt null if that is not known
 * @param waited on what it waited
 */
public record GoroutineInfo(
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
     * @param history what is recorded of it
     * @param address tells it apart from others
     * @param holders those that held it
     * @param isHolderPending as {@link OwnedTarget#isHolderPending}
     * @param thread its own
     */
    public record Wait(String on, String history, String address, List<Holder> holders,
            boolean isHolderPending, long thread) {
        private static Wait of(G g, boolean described) {
            Object target = g.waitsOn();
            String address = target == null ? "" : WaitTarget.address(target);
            long thread = g.thread().threadId();
            if (!described) {
                return new Wait("", "", address, List.of(), false, thread);
            }
            return new Wait(WaitTarget.describe(target), WaitTarget.history(target, g.reason()),
                    address, target instanceof OwnedTarget held ? Holder.of(held) : List.of(),
                    target instanceof OwnedTarget held && held.isHolderPending(), thread);
        }
    }

    /** Those that were at the same place, on the same path, are told as one. */
    public record Place(String reason, List<StackTraceElement> stack,
            @Nullable StackTraceElement createdAt) {}

    /** Counts those at each place, to describe what the first of each wait on, and not what millions do. */
    static final class Described {
        private static final int AT_EACH_PLACE = 8;
        private final Map<Place, Integer> seen = new HashMap<>();

        private boolean isWanted(Place place) {
            return seen.merge(place, 1, Integer::sum) <= AT_EACH_PLACE;
        }
    }

    /** Instead of a reason to wait. */
    public static final String RUNNING = "running";

    /** Those that were at each place; in the order in which they come. */
    public static Map<Place, List<GoroutineInfo>> byPlace(List<GoroutineInfo> all) {
        Map<Place, List<GoroutineInfo>> places = new LinkedHashMap<>();
        for (GoroutineInfo g : all) {
            places.computeIfAbsent(new Place(g.reason, g.stack, g.createdAt),
                    p -> new ArrayList<>())
                    .add(g);
        }
        return places;
    }

    /** One that waits. */
    static GoroutineInfo of(G g, Described described) {
        return of(g, g.reason().toString(), described);
    }

    static GoroutineInfo alive(G g) {
        return of(g, g.isWaiting() ? g.reason().toString() : RUNNING, null);
    }

    private static GoroutineInfo of(G g, String reason, @Nullable Described described) {
        Origin origin = g.origin();
        CreationSite site = Origin.siteOf(g);
        Place place = new Place(reason, Frames.user(g.thread().getStackTrace()),
                site == null ? null : site.frame());
        return new GoroutineInfo(g.id(), reason, place.stack,
                origin == null ? 0 : origin.creator(), place.createdAt,
                Wait.of(g, described != null && described.isWanted(place)));
    }

    /** The same, with a stack that is equal and shared. */
    GoroutineInfo with(List<StackTraceElement> sharedStack) {
        return new GoroutineInfo(id, reason, sharedStack, creator, createdAt, waited);
    }
}
