package dev.jopher.internal.leak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.jopher.internal.goroutine.Activity;
import dev.jopher.internal.goroutine.CreationSite;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Labels;
import dev.jopher.internal.goroutine.Origin;
import dev.jopher.internal.goroutine.OwnedTarget;
import dev.jopher.internal.goroutine.State;
import dev.jopher.internal.goroutine.WaitTarget;
import dev.jopher.internal.report.Frames;
import dev.jopher.internal.track.Holder;
import org.jspecify.annotations.Nullable;

/**
 * A goroutine as it was seen once; it may have been collected since.
 *
 * @param reason why it waited, or {@link Activity#RUNNING}
 * @param stack the user's frames, innermost first
 * @param createdAt null if that is not known
 * @param waited what it waited on
 * @param labels its labels; empty for none
 */
public record GoroutineInfo(
        long id,
        State reason,
        List<StackTraceElement> stack,
        long creator,
        @Nullable StackTraceElement createdAt,
        Wait waited,
        String labels) {

    /**
     * What it waited on.
     *
     * @param on in a few words; empty if the caller did not ask for it
     * @param history what is recorded of it
     * @param address distinguishes it from others
     * @param holders its holders
     * @param isHolderPending as {@link OwnedTarget#isHolderPending}
     * @param thread the number of the goroutine's thread
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

    /** Goroutines with equal keys are reported as one group. */
    public record StackKey(State reason, List<StackTraceElement> stack,
            @Nullable StackTraceElement createdAt) {}

    /**
     * Counts the goroutines with each key, so that only the first few are described in full, and
     * not millions.
     */
    static final class DescriptionQuota {
        private static final int PER_STACK = 8;
        private final Map<StackKey, Integer> seen = new HashMap<>();

        private boolean isWanted(StackKey key) {
            return seen.merge(key, 1, Integer::sum) <= PER_STACK;
        }
    }

    /** Returns the goroutines grouped by key, in the order in which they come. */
    public static Map<StackKey, List<GoroutineInfo>> byStack(List<GoroutineInfo> all) {
        Map<StackKey, List<GoroutineInfo>> groups = new LinkedHashMap<>();
        for (GoroutineInfo g : all) {
            groups.computeIfAbsent(new StackKey(g.reason, g.stack, g.createdAt),
                    p -> new ArrayList<>())
                    .add(g);
        }
        return groups;
    }

    /** Returns the description of a goroutine that waits. */
    static GoroutineInfo of(G g, DescriptionQuota quota) {
        return of(g, g.reason(), quota);
    }

    static GoroutineInfo ofLive(G g) {
        return of(g, g.isWaiting() ? g.reason() : Activity.RUNNING, null);
    }

    private static GoroutineInfo of(G g, State reason, @Nullable DescriptionQuota quota) {
        Origin origin = g.origin();
        CreationSite site = Origin.siteOf(g);
        StackKey key = new StackKey(reason, Frames.user(g.thread().getStackTrace()),
                site == null ? null : site.frame());
        return new GoroutineInfo(g.id(), reason, key.stack,
                origin == null ? 0 : origin.creator(), key.createdAt,
                Wait.of(g, quota != null && quota.isWanted(key)), Labels.text(g.labels()));
    }

    /** Returns the same with a stack that is equal and shared. */
    GoroutineInfo with(List<StackTraceElement> sharedStack) {
        return new GoroutineInfo(id, reason, sharedStack, creator, createdAt, waited, labels);
    }
}
