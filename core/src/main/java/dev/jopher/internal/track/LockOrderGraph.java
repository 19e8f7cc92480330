package dev.jopher.internal.track;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.WeakHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Records which locks were taken while which others were held, and where. Guarded by {@link
 * LockOrderChecker}.
 *
 * <p>A cycle is a mistake if at each of its locks the holder keeps out the goroutine that wants it.
 * Two readers do not keep each other out, unless a writer comes between them: it waits for the
 * first reader and keeps out the second. So where two readers meet, there has to be a writer, which
 * is another goroutine and passes the gates. Until a writer is seen, the cycle is kept as pending
 * and not reported.
 */
final class LockOrderGraph {
    /** Maximum number of cycles that are kept until a writer comes. */
    private static final int MAX_PENDING = 1000;

    /** Compared by identity, as locks are. */
    private final Map<Object, LockNode> nodes = new WeakHashMap<>();

    private final List<List<LockEdge>> pending = new ArrayList<>();

    /** Lines of the read locks inside read locks that were reported. */
    private final Set<List<List<StackTraceElement>>> readsInReads = new HashSet<>();

    LockNode node(Object lock) {
        return nodes.computeIfAbsent(lock, LockNode::new);
    }

    /**
     * Adds an edge. Returns the report of the cycle that it closes; null if it closes none, or if
     * the edge was seen before.
     */
    @Nullable String add(LockEdge e) {
        if (e.from() == e.to()) {
            boolean isNew = e.fromRead() && e.toRead() && e.from().addReadInRead(e);
            return isNew ? reportOrDefer(List.of(e)) : null;
        }
        LockEdge known = e.from().known(e);
        // An edge with fewer gates may close a cycle that the known edge does not close.
        if (known != null && e.gates().include(known.gates())) {
            return null;
        }
        e.from().put(e);
        List<LockEdge> cycle = findCycle(e, false);
        if (!cycle.isEmpty()) {
            return report(cycle, List.of());
        }
        cycle = findCycle(e, true);
        return cycle.isEmpty() ? null : reportOrDefer(cycle);
    }

    /**
     * Records that a goroutine is about to lock {@code lock} for writing. Returns the report of a
     * pending cycle that this makes a mistake, or null.
     */
    @Nullable String addWriter(LockNode lock, LockNode.Writer writer) {
        if (!lock.addWriter(writer)) {
            return null;
        }
        StringJoiner reports = new StringJoiner("\n");
        for (Iterator<List<LockEdge>> it = pending.iterator(); it.hasNext();) {
            List<LockEdge> cycle = it.next();
            List<LockNode.Writer> writers = writers(cycle);
            String report = writers == null ? null : report(cycle, writers);
            if (writers != null) {
                it.remove();
            }
            if (report != null) {
                reports.add(report);
            }
        }
        return reports.length() == 0 ? null : reports.toString();
    }

    private @Nullable String reportOrDefer(List<LockEdge> cycle) {
        List<LockNode.Writer> writers = writers(cycle);
        if (writers != null) {
            return report(cycle, writers);
        }
        if (pending.size() >= MAX_PENDING) {
            pending.removeIf(c -> c.stream().anyMatch(e -> e.from().isGone()));
        }
        if (pending.size() < MAX_PENDING) {
            pending.add(cycle);
        }
        return null;
    }

    /**
     * Returns a writer for each lock of a cycle where two readers meet; null if one of these locks
     * has none.
     */
    private static @Nullable List<LockNode.Writer> writers(List<LockEdge> cycle) {
        List<LockNode.Writer> writers = new ArrayList<>();
        LockEdge before = cycle.getLast();
        for (LockEdge e : cycle) {
            if (before.toRead() && e.fromRead()) {
                LockNode.Writer w = writerBetween(before, e);
                if (w == null) {
                    return null;
                }
                writers.add(w);
            }
            before = e;
        }
        return writers;
    }

    private static LockNode.@Nullable Writer writerBetween(LockEdge wants, LockEdge has) {
        return has.from().writers().stream()
                .filter(w -> w.by().thread() != wants.wanted().thread()
                        && w.by().thread() != has.wanted().thread()
                        && w.gates().and(wants.gates()).areOpen()
                        && w.gates().and(has.gates()).areOpen())
                .findFirst().orElse(null);
    }

    private record Step(LockNode at, boolean read, Gates gates, @Nullable Step before,
            @Nullable LockEdge by) {}

    private record Vertex(LockNode at, boolean read) {}

    /**
     * Returns the shortest cycle that {@code e} closes and that no gate prevents; empty if there is
     * none.
     */
    private static List<LockEdge> findCycle(LockEdge e, boolean readersMayMeet) {
        Deque<Step> steps = new ArrayDeque<>();
        steps.add(new Step(e.to(), e.toRead(), e.gates(), null, null));
        Set<Vertex> seen = new HashSet<>();
        while (!steps.isEmpty()) {
            Step s = steps.remove();
            for (LockEdge next : s.at.next()) {
                if (s.read && next.fromRead() && !readersMayMeet) {
                    continue;
                }
                Gates left = s.gates.and(next.gates());
                Step to = new Step(next.to(), next.toRead(), left, s, next);
                if (next.to() != e.from()) {
                    if (seen.add(new Vertex(next.to(), next.toRead()))) {
                        steps.add(to);
                    }
                } else
                    if (left.areOpen()
                            && (readersMayMeet || !(next.toRead() && e.fromRead()))) {
                                return path(to, e);
                            }
            }
        }
        return List.of();
    }

    private static List<LockEdge> path(Step last, LockEdge e) {
        List<LockEdge> path = new ArrayList<>();
        for (Step s = last; s != null && s.by != null; s = s.before) {
            path.addFirst(s.by);
        }
        path.add(e);
        return path;
    }

    private @Nullable String report(List<LockEdge> cycle, List<LockNode.Writer> writers) {
        StringBuilder out = new StringBuilder("lock order: ");
        if (cycle.size() == 1) {
            LockEdge e = cycle.getFirst();
            if (!readsInReads.add(List.of(e.held().at(), e.wanted().at()))) {
                return null; // of another lock at the same lines
            }
            out.append("a read lock inside a read lock; a writer that comes between them waits for "
                    + "the first, and the second waits for the writer, for ever\n");
        } else {
            out.append(cycle.size() == 2 ? "two locks are taken in two orders"
                    : cycle.size() + " locks are taken in a circle");
            out.append("; goroutines that do so at the same time wait for each other for ever\n");
        }
        cycle.forEach(e -> e.append(out));
        for (LockNode.Writer w : writers) {
            out.append('\n').append(w.by().ref())
                    .append(cycle.size() == 1 ? " locked it" : " locked the RWMutex")
                    .append(" for writing at\n");
            w.by().appendFrames(out);
        }
        return out.toString();
    }
}
