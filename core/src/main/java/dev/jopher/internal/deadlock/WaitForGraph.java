package dev.jopher.internal.deadlock;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.OwnedTarget;
import dev.jopher.internal.goroutine.Registry;
import org.jspecify.annotations.Nullable;

/**
 * Finds goroutines that wait for one another in a cycle: each holds a lock that the one before
 * waits for, or is of the group whose end it waits for. Whatever else runs, these never will.
 *
 * <h2>Why no cycle is false</h2>
 *
 * <p>Only waits that nothing but the lock ends count: not those for a time, with a context, or by
 * {@code lockInterruptibly}. A whole cycle is checked twice, some time apart. Both times all of its
 * goroutines wait, and have not parked in between. So each waited all the time. Each was seen
 * waiting before it was seen as the holder of what the one before waits for, and a waiting
 * goroutine releases nothing. So none can ever be served, unless another goroutine releases a lock
 * that it has not taken. That is allowed, and makes a signal of the lock. Locks that were seen used
 * as a signal have no holders.
 *
 * <h2>What it costs</h2>
 *
 * <p>Two walks over all goroutines. They remember only the awaited locks, and those of their
 * holders that wait as well: with a million goroutines behind one lock, one lock and no goroutine.
 */
final class WaitForGraph {
    /** The awaited locks, and their holders. */
    private final Map<OwnedTarget, long[]> awaited = new IdentityHashMap<>();

    /** Holders that wait themselves. */
    private final Map<Long, WaitEdge> waiting = new HashMap<>();

    /** Waiting goroutines, by the group that waits for their end. */
    private final Map<OwnedTarget, List<WaitEdge>> members = new IdentityHashMap<>();

    private final Set<WaitEdge> done = new HashSet<>();
    private final List<List<WaitEdge>> found = new ArrayList<>();
    private final Set<Set<WaitEdge>> seen = new HashSet<>();

    private WaitForGraph() {}

    /**
     * Returns the cycles of now, as far as one check shows. A later {@link #isStill} confirms them.
     */
    static List<List<WaitEdge>> find() {
        WaitForGraph cycles = new WaitForGraph();
        cycles.collectHolders();
        if (cycles.awaited.isEmpty()) {
            return List.of();
        }
        cycles.collectWaitingHolders();
        cycles.findCycles();
        return cycles.withoutDependents();
    }

    /**
     * Drops what depends on another cycle. Goroutines queued behind a self-deadlocked holder are
     * part of the same deadlock; it is reported once.
     */
    private List<List<WaitEdge>> withoutDependents() {
        Set<WaitEdge> own = new HashSet<>();
        found.stream().filter(c -> c.size() == 1).forEach(own::addAll);
        return found.stream()
                .filter(c -> c.size() == 1 || !involvesSingleLock(c)
                        || c.stream().noneMatch(own::contains))
                .toList();
    }

    /** Returns the cycles of now that are certain, checked twice without a pause. */
    static List<List<WaitEdge>> certain() {
        return find().stream().filter(WaitForGraph::isStill).toList();
    }

    private static boolean involvesSingleLock(List<WaitEdge> cycle) {
        Object lock = cycle.getFirst().on().identity();
        return cycle.stream().allMatch(w -> w.on().identity() == lock);
    }

    /**
     * Returns whether all of a cycle that was found before have waited ever since, for the same and
     * for each other.
     */
    static boolean isStill(List<WaitEdge> cycle) {
        return allWait(cycle) && isClosed(cycle) && allWait(cycle);
    }

    private static boolean allWait(List<WaitEdge> cycle) {
        return cycle.stream().allMatch(WaitEdge::isStill);
    }

    private static boolean isClosed(List<WaitEdge> cycle) {
        WaitEdge before = cycle.getLast();
        for (WaitEdge w : cycle) {
            if (!before.isFor(w.g())) {
                return false;
            }
            before = w;
        }
        return true;
    }

    private void collectHolders() {
        Set<OwnedTarget> locks = Collections.newSetFromMap(new IdentityHashMap<>());
        forEachWait(w -> locks.add(w.on()));
        locks.forEach(lock -> awaited.put(lock, lock.holders()));
    }

    private void collectWaitingHolders() {
        Set<Long> holders = new HashSet<>();
        awaited.values().forEach(ids -> {
            for (long id : ids) {
                holders.add(id);
            }
        });
        forEachWait(w -> {
            OwnedTarget group = w.g().group();
            if (group != null && awaited.containsKey(group)) {
                members.computeIfAbsent(group, g -> new ArrayList<>()).add(w);
            }
            if (holders.contains(w.thread()) || group != null && awaited.containsKey(group)) {
                waiting.put(w.thread(), w);
            }
        });
    }

    private static void forEachWait(Consumer<WaitEdge> f) {
        Consumer<G> look = g -> {
            WaitEdge w = WaitEdge.of(g);
            if (w != null) {
                f.accept(w);
            }
        };
        Registry.allMatch(g -> {
            look.accept(g);
            return true;
        });
        Registry.foreign().forEach(look);
    }

    private void findCycles() {
        for (WaitEdge start : List.copyOf(waiting.values())) {
            if (!done.contains(start)) {
                searchFrom(start);
            }
        }
    }

    /** Searches depth first, without recursion: a chain of locks may be long. */
    private void searchFrom(WaitEdge start) {
        LinkedHashSet<WaitEdge> path = new LinkedHashSet<>();
        Deque<Deque<WaitEdge>> choices = new ArrayDeque<>();
        choices.push(new ArrayDeque<>(List.of(start)));
        while (!choices.isEmpty()) {
            @Nullable WaitEdge w = choices.element().poll();
            if (w == null) {
                choices.pop();
                if (!path.isEmpty()) {
                    done.add(path.removeLast());
                }
            } else if (path.contains(w)) {
                add(path.stream().dropWhile(p -> !p.equals(w)).toList());
            } else if (!done.contains(w)) {
                path.add(w);
                choices.push(successors(w));
            }
        }
    }

    /** Adds a cycle once. Two of its goroutines may wait for each other in more than one way. */
    private void add(List<WaitEdge> cycle) {
        if (seen.add(Set.copyOf(cycle))) {
            found.add(cycle);
        }
    }

    /** Returns the waiting goroutines that {@code w} waits for. */
    private Deque<WaitEdge> successors(WaitEdge w) {
        Deque<WaitEdge> next = new ArrayDeque<>(members.getOrDefault(w.on(), List.of()));
        for (long id : awaited.getOrDefault(w.on(), OwnedTarget.NO_HOLDERS)) {
            WaitEdge holder = waiting.get(id);
            if (holder != null) {
                next.add(holder);
            }
        }
        return next;
    }
}
