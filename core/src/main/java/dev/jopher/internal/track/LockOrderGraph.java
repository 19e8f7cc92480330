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
 * Which locks were taken while which others were held, and where; guarded by {@link LockOrderChecker}.
 *
 * <p>A circle is a mistake if at each of its locks the one that has it keeps out the one that wants it. Two readers do not
 * keep each other out, unless a writer comes between them: it waits for the first, and keeps out the second. So where two
 * readers meet, there has to be a writer, which is another goroutine and passes the gates. Until one is seen, the circle is
 * kept and not reported.
 */
final class LockOrderGraph {
    /** So many circles at most are kept until a writer comes. */
    private static final int MOST_KEPT = 1000;

    /** Equal by identity, as locks are. */
    private final Map<Object, LockNode> nodes = new WeakHashMap<>();

    private final List<List<LockEdge>> kept = new ArrayList<>();

    /** The lines of read locks inside read locks that were reported. */
    private final Set<List<List<StackTraceElement>>> readsInReads = new HashSet<>();

    LockNode node(Object lock) {
        return nodes.computeIfAbsent(lock, LockNode::new);
    }

    /** Null if this was seen before, or closes no circle; else the report. */
    @Nullable String add(LockEdge e) {
        if (e.from() == e.to()) {
            boolean isNew = e.fromRead() && e.toRead() && e.from().addReadInRead(e);
            return isNew ? reportOrKeep(List.of(e)) : null;
        }
        LockEdge known = e.from().known(e);
        // One with fewer gates may close a circle which the other does not.
        if (known != null && e.gates().include(known.gates())) {
            return null;
        }
        e.from().put(e);
        List<LockEdge> circle = circle(e, false);
        if (!circle.isEmpty()) {
            return report(circle, List.of());
        }
        circle = circle(e, true);
        return circle.isEmpty() ? null : reportOrKeep(circle);
    }

    /** A goroutine is about to lock {@code lock} for writing; the report of a circle that this makes a mistake, or null. */
    @Nullable String addWriter(LockNode lock, LockNode.Writer writer) {
        if (!lock.addWriter(writer)) {
            return null;
        }
        StringJoiner reports = new StringJoiner("\n");
        for (Iterator<List<LockEdge>> it = kept.iterator(); it.hasNext();) {
            List<LockEdge> circle = it.next();
            List<LockNode.Writer> writers = writers(circle);
            String report = writers == null ? null : report(circle, writers);
            if (writers != null) {
                it.remove();
            }
            if (report != null) {
                reports.add(report);
            }
        }
        return reports.length() == 0 ? null : reports.toString();
    }

    private @Nullable String reportOrKeep(List<LockEdge> circle) {
        List<LockNode.Writer> writers = writers(circle);
        if (writers != null) {
            return report(circle, writers);
        }
        if (kept.size() >= MOST_KEPT) {
            kept.removeIf(c -> c.stream().anyMatch(e -> e.from().isGone()));
        }
        if (kept.size() < MOST_KEPT) {
            kept.add(circle);
        }
        return null;
    }

    /** A writer for each lock of a circle where two readers meet; null if one of them has none. */
    private static @Nullable List<LockNode.Writer> writers(List<LockEdge> circle) {
        List<LockNode.Writer> writers = new ArrayList<>();
        LockEdge before = circle.getLast();
        for (LockEdge e : circle) {
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
                .filter(w -> w.by().thread() != wants.wants().thread()
                        && w.by().thread() != has.wants().thread()
                        && w.gates().and(wants.gates()).areOpen()
                        && w.gates().and(has.gates()).areOpen())
                .findFirst().orElse(null);
    }

    private record Step(LockNode at, boolean read, Gates gates, @Nullable Step before,
            @Nullable LockEdge by) {}

    private record Place(LockNode at, boolean read) {}

    /** The shortest circle which {@code e} closes, without gates; empty if there is none. */
    private static List<LockEdge> circle(LockEdge e, boolean readersMayMeet) {
        Deque<Step> steps = new ArrayDeque<>();
        steps.add(new Step(e.to(), e.toRead(), e.gates(), null, null));
        Set<Place> seen = new HashSet<>();
        while (!steps.isEmpty()) {
            Step s = steps.remove();
            for (LockEdge next : s.at.next()) {
                if (s.read && next.fromRead() && !readersMayMeet) {
                    continue;
                }
                Gates left = s.gates.and(next.gates());
                Step to = new Step(next.to(), next.toRead(), left, s, next);
                if (next.to() != e.from()) {
                    if (seen.add(new Place(next.to(), next.toRead()))) {
                        steps.add(to);
                    }
                } else
                    if (left.areOpen()
                            && (readersMayMeet || !(next.toRead() && e.fromRead()))) {
                                return way(to, e);
                            }
            }
        }
        return List.of();
    }

    private static List<LockEdge> way(Step last, LockEdge e) {
        List<LockEdge> way = new ArrayList<>();
        for (Step s = last; s != null && s.by != null; s = s.before) {
            way.addFirst(s.by);
        }
        way.add(e);
        return way;
    }

    private @Nullable String report(List<LockEdge> circle, List<LockNode.Writer> writers) {
        StringBuilder out = new StringBuilder("lock order: ");
        if (circle.size() == 1) {
            LockEdge e = circle.getFirst();
            if (!readsInReads.add(List.of(e.had().at(), e.wants().at()))) {
                return null; // of another lock at the same lines
            }
            out.append("a read lock inside a read lock; a writer that comes between them waits for "
                    + "the first, and the second waits for the writer, for ever\n");
        } else {
            out.append(circle.size() == 2 ? "two locks are taken in two orders"
                    : circle.size() + " locks are taken in a circle");
            out.append("; goroutines that do so at the same time wait for each other for ever\n");
        }
        circle.forEach(e -> e.append(out));
        for (LockNode.Writer w : writers) {
            out.append('\n').append(w.by().ref())
                    .append(circle.size() == 1 ? " locked it" : " locked the RWMutex")
                    .append(" for writing at\n");
            w.by().appendFrames(out);
        }
        return out.toString();
    }
}
