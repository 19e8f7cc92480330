package dev.jopher.runtime;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

import org.jspecify.annotations.Nullable;

/** Which locks were taken while which others were held, and where; guarded by {@link LockOrder}. */
final class LockGraph {
    /** Edges of one lock are swept for those to locks that are gone when there are as many, and again at twice what is left. */
    private static final int SWEEP_AT = 64;

    /** Equal by identity, as locks are. */
    private final Map<Object, Node> nodes = new WeakHashMap<>();

    /** Stands for a lock without holding it. */
    static final class Node {
        private final String name;
        private final WeakReference<Object> lock;
        private final Map<Node, Edge> next = new HashMap<>();
        private int sweepAt = SWEEP_AT;

        /** Where each thread that has the lock took it: also those that have ended with it. */
        private final Map<Long, List<StackTraceElement>> takers = new HashMap<>();

        private Node(Object lock) {
            this.name = lock.getClass().getSimpleName() + ' ' + WaitTarget.address(lock);
            this.lock = new WeakReference<>(lock);
        }

        void taken(long thread, List<StackTraceElement> at) {
            takers.put(thread, at);
        }

        void released(long thread) {
            takers.remove(thread);
        }

        List<StackTraceElement> takenBy(long thread) {
            return takers.getOrDefault(thread, List.of());
        }

        private void put(Edge e) {
            next.put(e.to, e);
            if (next.size() >= sweepAt) {
                next.keySet().removeIf(n -> n.lock.refersTo(null));
                sweepAt = Math.max(SWEEP_AT, next.size() * 2);
            }
        }
    }

    /**
     * Somebody had {@code from}, and then locked {@code to}.
     *
     * @param gates what else he had
     */
    record Edge(Node from, Node to, List<StackTraceElement> fromAt, List<StackTraceElement> toAt,
            long goroutine, Set<Node> gates) {}

    Node node(Object lock) {
        return nodes.computeIfAbsent(lock, Node::new);
    }

    /** Null if this was seen before, or closes no circle; else the report. */
    @Nullable String add(Edge e) {
        Edge known = e.from.next.get(e.to);
        // One with fewer gates may close a circle which the other does not.
        if (known != null && e.gates.containsAll(known.gates)) {
            return null;
        }
        e.from.put(e);
        List<Edge> way = new ArrayList<>();
        return way(e.to, e.from, e.gates, new HashSet<>(), way) ? report(e, way) : null;
    }

    private record Step(Node at, Set<Node> gates, @Nullable Step before, @Nullable Edge by) {}

    /** Finds a way from one to the other on which no gate stands that stood at each step; the shortest. */
    private static boolean way(Node from, Node to, Set<Node> gates, Set<Node> seen,
            List<Edge> way) {
        Deque<Step> steps = new ArrayDeque<>();
        steps.add(new Step(from, gates, null, null));
        seen.add(from);
        while (!steps.isEmpty()) {
            Step s = steps.remove();
            for (Edge e : s.at.next.values()) {
                Set<Node> left = new HashSet<>(s.gates);
                left.retainAll(e.gates);
                if (e.to == to && left.isEmpty()) {
                    way.add(e);
                    for (Step b = s; b != null && b.by != null; b = b.before) {
                        way.addFirst(b.by);
                    }
                    return true;
                }
                if (e.to != to && seen.add(e.to)) {
                    steps.add(new Step(e.to, left, s, e));
                }
            }
        }
        return false;
    }

    private static String report(Edge last, List<Edge> way) {
        StringBuilder out = new StringBuilder("lock order: ");
        out.append(way.size() == 1 ? "two locks are taken in two orders"
                : way.size() + 1 + " locks are taken in a circle");
        out.append("; goroutines that do so at the same time wait for each other for ever\n");
        way.forEach(e -> append(out, e));
        append(out, last);
        return out.toString();
    }

    private static void append(StringBuilder out, Edge e) {
        out.append('\n').append(e.goroutine == 0 ? "a thread" : "goroutine " + e.goroutine);
        out.append(" had locked the ").append(e.from.name).append(" at\n");
        e.fromAt.forEach(f -> Frames.append(out, f));
        out.append("and then locked the ").append(e.to.name).append(" at\n");
        e.toAt.forEach(f -> Frames.append(out, f));
    }
}
