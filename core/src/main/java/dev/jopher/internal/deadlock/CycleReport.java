package dev.jopher.internal.deadlock;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.jopher.internal.dump.Dump;
import dev.jopher.internal.dump.Names;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.ProgramScope;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.goroutine.WaitTarget;
import dev.jopher.internal.report.Frames;
import dev.jopher.internal.track.Holder;
import dev.jopher.internal.track.LockOrderChecker;

/** Reports goroutines that wait for one another: the kind of mistake, each wait, and where. */
final class CycleReport {
    /** Maximum number of cycles that are listed by their goroutines. */
    private static final int MAX_NAMED = 8;

    private CycleReport() {}

    /**
     * Returns the report of cycles at the same lines: the first in full, of the others only the
     * names.
     */
    static String of(List<List<WaitEdge>> cycles) {
        List<WaitEdge> cycle = cycles.getFirst();
        StringBuilder out = new StringBuilder("deadlock: ").append(kind(cycle)).append("\n\n");
        appendWaits(out, cycle);
        if (involvesSingleLock(cycle)) {
            out.append("unless another goroutine unlocks it, ")
                    .append(cycle.size() == 1 ? "it waits" : "they wait").append(" for ever\n");
        }
        for (WaitEdge w : cycle) {
            out.append('\n');
            Dump.append(out, w.g());
        }
        if (cycles.size() > 1) {
            out.append('\n');
            appendOthers(out, cycles);
        }
        return out.toString();
    }

    /** Returns the report of more cycles at lines where one was reported before. */
    static String ofMoreAtSameLines(List<List<WaitEdge>> cycles) {
        List<WaitEdge> cycle = cycles.getFirst();
        String lines = cycle.stream().map(w -> line(w.g())).collect(Collectors.joining(", "));
        return "deadlock: " + kind(cycle) + ", " + cycles.size() + " more as before at " + lines
                + ": " + names(cycles) + '\n';
    }

    private static void appendOthers(StringBuilder out, List<List<WaitEdge>> cycles) {
        out.append("and ").append(cycles.size() - 1).append(" more at the same lines: ")
                .append(names(cycles.subList(1, cycles.size()))).append('\n');
    }

    /** Returns text such as {@code goroutine 3 and goroutine 4; goroutine 7 and goroutine 8}. */
    private static String names(List<List<WaitEdge>> cycles) {
        String names = cycles.stream().limit(MAX_NAMED)
                .map(CycleReport::namesOf)
                .collect(Collectors.joining("; "));
        return cycles.size() > MAX_NAMED ? names + "; ..." : names;
    }

    private static String namesOf(List<WaitEdge> cycle) {
        List<G> all = cycle.stream().map(WaitEdge::g).toList();
        return all.stream().allMatch(g -> g.id() != 0)
                ? Names.of(all.stream().map(G::id).toList())
                : all.stream().map(Names::of).collect(Collectors.joining(", "));
    }

    private static String line(G g) {
        return Frames.user(g.thread().getStackTrace()).stream().findFirst()
                .map(Frames::position).orElse("an unknown line");
    }

    /**
     * Groups cycles of one program whose goroutines wait at the same lines, in the order in which
     * they were found.
     */
    static Map<String, List<List<WaitEdge>>> byLines(List<List<WaitEdge>> cycles) {
        return cycles.stream().collect(
                Collectors.groupingBy(CycleReport::lines, LinkedHashMap::new, Collectors.toList()));
    }

    /**
     * Returns a key of the lines. A cycle has no first goroutine: sorted, the key is the same
     * wherever it begins.
     */
    private static String lines(List<WaitEdge> cycle) {
        ProgramScope p = cycle.getFirst().g().program();
        return cycle.stream().map(w -> w.why() + " " + Frames.user(w.g().thread().getStackTrace()))
                .sorted().collect(Collectors.joining("\n", p == null ? "" : p.number() + "\n", ""));
    }

    /**
     * Returns whether the whole cycle is about one lock that another goroutine may unlock. A
     * goroutine blocked on a mutex it holds is either self-deadlocked or uses the mutex as a
     * signal. On first sight the two cannot be distinguished.
     */
    static boolean involvesSingleLock(List<WaitEdge> cycle) {
        WaitEdge first = cycle.getFirst();
        return first.why() != WaitReason.WAITGROUP_WAIT && !first.on().isOnce()
                && cycle.stream().allMatch(w -> lockOf(w) == lockOf(first));
    }

    /**
     * Returns the cycles among goroutines that are all listed elsewhere; empty if there is none.
     */
    static String summary(List<List<WaitEdge>> cycles) {
        StringBuilder out = new StringBuilder();
        byLines(cycles).forEach((lines, all) -> {
            out.append('\n').append(kind(all.getFirst())).append(":\n");
            appendWaits(out, all.getFirst());
            if (all.size() > 1) {
                appendOthers(out, all);
            }
        });
        return out.toString();
    }

    /**
     * Returns text such as {@code lock cycle of 2 goroutines, reported before: goroutines 3, 4}.
     */
    static String summaryOfReported(List<List<WaitEdge>> cycles) {
        StringBuilder out = new StringBuilder();
        byLines(cycles).forEach((lines, all) -> out.append('\n').append(kind(all.getFirst()))
                .append(", reported before: ").append(names(all)).append('\n'));
        return out.toString();
    }

    /** Appends a line for each wait, and where the lock was taken or how to learn that. */
    private static void appendWaits(StringBuilder out, List<WaitEdge> cycle) {
        boolean allKnown = true;
        for (int i = 0; i < cycle.size(); i++) {
            WaitEdge w = cycle.get(i);
            WaitEdge next = cycle.get((i + 1) % cycle.size());
            out.append(name(w.g())).append(" waits for ").append(lock(w));
            out.append(relation(w, next)).append('\n');
            if (next.g().group() != w.on() && !w.on().isHolderPending()) {
                StackTraceElement at = Holder.of(w.on(), next.thread()).takenAt();
                allKnown &= at != null;
                if (at != null) {
                    out.append("\tsince ").append(Frames.position(at)).append('\n');
                }
            }
        }
        String hint = LockOrderChecker.hint(involvesSingleLock(cycle) ? "it was" : "they were");
        if (!allKnown && !hint.isEmpty() && !cycle.getFirst().on().isOnce()) {
            out.append(hint.strip()).append('\n');
        }
    }

    private static String relation(WaitEdge w, WaitEdge next) {
        if (next.g().group() == w.on()) {
            return ", which needs " + name(next.g()) + " to end";
        }
        if (w == next) {
            return ", which it holds itself";
        }
        if (w.on().isHolderPending()) {
            return ", where " + name(next.g()) + " waits to write, and is before it";
        }
        return ", which " + name(next.g()) + " holds";
    }

    private static String kind(List<WaitEdge> cycle) {
        WaitEdge first = cycle.getFirst();
        if (cycle.size() == 1) {
            return switch (first.why()) {
                case WAITGROUP_WAIT -> "await inside a goroutine that the group waits for";
                case RWMUTEX_LOCK, RWMUTEX_RLOCK -> "recursive lock of an RWMutex";
                default -> first.on().isOnce() ? "a Once that calls itself" : "recursive lock";
            };
        }
        if (cycle.size() == 2 && lockOf(first) == lockOf(cycle.getLast())) {
            return "RLock inside RLock with a writer between";
        }
        return "lock cycle of " + cycle.size() + " goroutines";
    }

    private static Object lockOf(WaitEdge w) {
        return w.on().identity();
    }

    private static String name(G g) {
        return Names.of(g);
    }

    private static String lock(WaitEdge w) {
        String type = w.why() == WaitReason.WAITGROUP_WAIT ? "WaitGroup"
                : w.why() != WaitReason.MUTEX_LOCK ? "RWMutex" : w.on().isOnce() ? "Once" : "Mutex";
        return "the " + type + ' ' + WaitTarget.address(w.on());
    }
}
