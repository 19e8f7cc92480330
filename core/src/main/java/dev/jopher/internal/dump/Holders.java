package dev.jopher.internal.dump;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.jopher.internal.base.JdkInternals;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Leaked;
import dev.jopher.internal.goroutine.OwnedTarget;
import dev.jopher.internal.goroutine.Registry;
import dev.jopher.internal.track.Holder;
import dev.jopher.internal.track.LockOrderChecker;
import org.jspecify.annotations.Nullable;

/** Names the holders of what a goroutine waits on, in the words of a report. */
public final class Holders {
    private final List<String> holding = new ArrayList<>();

    /** Writers that wait themselves, and keep others out. */
    private final List<String> before = new ArrayList<>();

    private boolean ended;
    private String whereByEnded = "";

    private Holders() {}

    /** Returns text such as {@code , held by goroutine 2}; empty if no holder is known. */
    static String of(@Nullable Object target) {
        if (!(target instanceof OwnedTarget held)) {
            return "";
        }
        Holders all = new Holders();
        List<Holder> seen = Holder.of(held);
        for (Holder h : seen) {
            String name = all.name(h, Set.of(), "");
            if (name == null && h.fate() == Holder.Fate.ENDED && h.stillHolds(held)) {
                all.ended(h);
            } else if (name != null) {
                (held.isHolderPending() ? all.before : all.holding).add(name);
            }
        }
        return all.text();
    }

    /**
     * Returns the same text for a goroutine that has leaked.
     *
     * @param holders the holders of what it waited on
     * @param isHolderPending as {@link OwnedTarget#isHolderPending}
     * @param with the threads of the goroutines that were found with it
     */
    public static String ofLeaked(List<Holder> holders, boolean isHolderPending,
            Collection<Long> with) {
        Holders all = new Holders();
        for (Holder h : holders) {
            String name = all.name(h, with, holders.size() == 1 ? LockOrderChecker.hint() : "");
            if (name != null) {
                (isHolderPending ? all.before : all.holding).add(name);
            } else if (h.fate() == Holder.Fate.ENDED) {
                all.ended(h);
            }
        }
        return all.text();
    }

    /**
     * Returns the name of {@code h}; null if it has ended or is not known.
     *
     * @param hint what to say if the line where it locked is not known
     */
    private @Nullable String name(Holder h, Collection<Long> with, String hint) {
        String where = h.takenAt() == null ? hint : h.where();
        G g = h.goroutine();
        if (g != null) {
            return Names.withMain(g) + where;
        }
        Long leaked = Leaked.number(h.thread());
        if (leaked == null) {
            return null;
        }
        boolean here = with.contains(h.thread());
        return "goroutine " + leaked + (here ? "" : ", which has leaked") + where;
    }

    private void ended(Holder h) {
        ended = true;
        whereByEnded = h.where();
    }

    /** Returns the text of {@link #of} if {@code g} is parked for a lock of the JDK's. */
    static String ofLockOfJdk(G g) {
        Thread holder = JdkInternals.ownerOfBlocker(g.thread());
        if (holder == null) {
            return "";
        }
        if (!holder.isAlive()) {
            return ", held by a " + (holder.isVirtual() ? "goroutine" : "thread")
                    + " that has ended";
        }
        G h = Registry.find(holder);
        return ", held by "
                + (h == null ? "thread \"" + holder.getName() + '"' : Names.withMain(h));
    }

    private String text() {
        String text = holding.isEmpty() ? "" : ", held by " + names(holding);
        if (ended) {
            text += ", held by a goroutine that has ended" + whereByEnded;
        }
        return before.isEmpty() ? text
                : text + ", behind " + names(before) + ", which waits to write";
    }

    private static String names(List<String> all) {
        return all.stream().collect(Collectors.joining(" and "));
    }
}
