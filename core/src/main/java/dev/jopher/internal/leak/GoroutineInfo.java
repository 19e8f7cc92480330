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

    /** Those that were at the same key, on the same path, are told as one. */
    public record StackKey(String reason, List<StackTraceElement> stack,
            @Nullable StackTraceElement createdAt) {}

    /** Counts those at each key, to describe what the first of each wait on, and not what millions do. */
    static final class DescriptionQuota {
        private static final int PER_STACK = 8;
        private final Map<StackKey, Integer> seen = new HashMap<>();

        private boolean isWanted(StackKey key) {
            return seen.merge(key, 1, Integer::sum) <= PER_STACK;
        }
    }

    /** Instead of a reason to wait. */
    public static final String RUNNING = "running";

    /** Those that were at each key; in the order in which they come. */
    public static Map<StackKey, List<GoroutineInfo>> byStack(List<GoroutineInfo> all) {
        Map<StackKey, List<GoroutineInfo>> groups = new LinkedHashMap<>();
        for (GoroutineInfo g : all) {
            groups.computeIfAbsent(new StackKey(g.reason, g.stack, g.createdAt),
                    p -> new ArrayList<>())
                    .add(g);
        }
        return groups;
    }

    /** One that waits. */
    static GoroutineInfo of(G g, DescriptionQuota quota) {
        return of(g, g.reason().toString(), quota);
    }

    static GoroutineInfo ofLive(G g) {
        return of(g, g.isWaiting() ? g.reason().toString() : RUNNING, null);
    }

    private static GoroutineInfo of(G g, String reason, @Nullable DescriptionQuota quota) {
        Origin origin = g.origin();
        CreationSite site = Origin.siteOf(g);
        StackKey key = new StackKey(reason, Frames.user(g.thread().getStackTrace()),
                site == null ? null : site.frame());
        return new GoroutineInfo(g.id(), reason, key.stack,
                origin == null ? 0 : origin.creator(), key.createdAt,
                Wait.of(g, quota != null && quota.isWanted(key)));
    }

    /** The same, with a stack that is equal and shared. */
    GoroutineInfo with(List<StackTraceElement> sharedStack) {
        return new GoroutineInfo(id, reason, sharedStack, creator, createdAt, waited);
    }
}
