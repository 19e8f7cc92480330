package dev.jopher;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.jopher.internal.dump.Holders;
import dev.jopher.internal.leak.GoroutineInfo;
import dev.jopher.internal.report.GroupText;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines with the same stack and the same reason to wait: those that {@link Leaks#find} has
 * found, or those that are {@link Goroutines#live}.
 *
 * {@snippet :
 * for (GoroutineGroup leak : Leaks.find()) {
 *     IO.println(leak.count() + " waited in " + leak.reason());
 * }
 * }
 *
 * @param count how many
 * @param reason why they waited, in Go's words: {@code chan send}; or {@code running}
 * @param stack the user's frames, innermost first
 * @param createdAt the line of their {@code go} statement, null if it is not known
 * @param goroutines their numbers
 * @param waitedOn what the first of them waited on, which goroutine held that, and whether others
 *     waited on something else; empty if nothing is known
 * @param labels the {@link Go#label labels} of the first, and whether others have other ones; empty
 *     for none
 */
public record GoroutineGroup(
        int count, String reason, List<StackTraceElement> stack,
        @Nullable StackTraceElement createdAt,
        List<Long> goroutines, String waitedOn, String labels) {
    /** Groups the goroutines by stack, the largest group first. */
    static List<GoroutineGroup> fold(List<GoroutineInfo> goroutines) {
        List<GoroutineGroup> groups = new ArrayList<>();
        GoroutineInfo.byStack(goroutines)
                .forEach((key, all) -> groups.add(new GoroutineGroup(all.size(),
                        key.reason().toString(), key.stack(), key.createdAt(),
                        all.stream().map(GoroutineInfo::id).sorted().toList(),
                        waitedOn(all, goroutines), labels(all))));
        groups.sort(Comparator.comparingInt(GoroutineGroup::count).reversed());
        return List.copyOf(groups);
    }

    private static String labels(List<GoroutineInfo> all) {
        String first = all.getFirst().labels();
        return all.stream().allMatch(g -> g.labels().equals(first)) ? first
                : (first.isEmpty() ? "" : first + " and ") + "other labels";
    }

    private static String waitedOn(List<GoroutineInfo> all, List<GoroutineInfo> lost) {
        var first = all.stream().filter(g -> !g.waited().on().isEmpty())
                .min(Comparator.comparing(GoroutineInfo::id)).map(GoroutineInfo::waited);
        if (first.isEmpty()) {
            return "";
        }
        GoroutineInfo.Wait w = first.get();
        Set<Long> with = w.holders().isEmpty() ? Set.of()
                : lost.stream().map(g -> g.waited().thread()).collect(Collectors.toSet());
        String text =
                w.on() + Holders.ofLeaked(w.holders(), w.isHolderPending(), with) + w.history();
        return all.stream().allMatch(g -> g.waited().address().equals(w.address())) ? text
                : text + ", and on others";
    }

    /**
     * Returns a line such as {@code 1204 goroutines blocked in chan send at Fetch.java:31, created
     * at Main.java:12}, and the stack.
     */
    @Override
    public String toString() {
        return GroupText.line(count, reason, stack, createdAt)
                + (labels.isEmpty() ? "" : ", labels " + labels) + GroupText.frames(stack);
    }
}
