package dev.jopher.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** Who holds what a goroutine waits on, in the words of a dump. */
final class Holders {
    private final Held target;
    private final List<G> holding = new ArrayList<>();

    /** One that waits to write itself, and keeps others out. */
    private final List<G> before = new ArrayList<>();

    private boolean ended;
    private String since = "";

    private Holders(Held target) {
        this.target = target;
        for (long thread : target.holders()) {
            G g = Registry.find(thread);
            if (g != null) {
                (target.isOnlyBefore() ? before : holding).add(g);
            } else if (!Registry.isIncomplete() && VirtualThreads.hasEnded(thread)) {
                ended = true;
                since = since(thread);
            }
        }
    }

    /** Such as {@code , held by goroutine 2}; empty if nobody is known. */
    static String of(@Nullable Object target) {
        return target instanceof Held held ? new Holders(held).text() : "";
    }

    /** As {@link #of}, if {@code g} is parked for a lock of the JDK's. */
    static String ofLockOfJdk(G g) {
        Thread holder = JdkInternals.holderOfWhatBlocks(g.thread());
        if (holder == null) {
            return "";
        }
        if (!holder.isAlive()) {
            return ", held by a " + (holder.isVirtual() ? "goroutine" : "thread")
                    + " that has ended";
        }
        G h = Registry.find(holder);
        return ", held by "
                + (h == null ? "thread \"" + holder.getName() + '"' : "goroutine " + h.id());
    }

    private String text() {
        String text = holding.isEmpty() ? "" : ", held by " + names(holding);
        if (ended) {
            text += ", held" + since + " by a goroutine that has ended" + LockOrder.hint();
        }
        return before.isEmpty() ? text
                : text + ", behind " + names(before) + ", which waits to write";
    }

    private String names(List<G> all) {
        return (all.size() == 1 ? "goroutine " : "goroutines ") + all.stream()
                .map(g -> g.id() + since(g.thread().threadId()))
                .collect(Collectors.joining(", "));
    }

    /** Where it was locked, which is known in the mode in which the order of locks is looked at. */
    private String since(long thread) {
        return LockOrder.whereTaken(thread, target.identity())
                .map(f -> " since " + Frames.position(f)).orElse("");
    }
}
