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
 * Finds goroutines that wait for one another in a circle: each holds a lock that the one before waits for, or is of the
 * group whose end it waits for. However much else goes on, these never will.
 *
 * <h2>Why none is named that is none</h2>
 *
 * <p>Only waits that nothing but the lock ends count: not those for a time, with a context, or by {@code
 * lockInterruptibly}. A circle is looked at twice, the whole of it, some time apart, and both times all of its goroutines
 * wait, and have not parked in between. So each waited all the time; each was seen waiting before it was seen as the holder
 * of what the one before waits for; and one that waits gives nothing back. Hence none can ever be served, unless somebody
 * else gives back a lock that he has not taken. To do that is allowed, and makes of the lock a signal; those that were seen
 * as one have no holders.
 *
 * <h2>What it costs</h2>
 *
 * <p>Two walks over all goroutines, which remember only the locks that somebody waits for and those of their holders that
 * wait as well: with a million goroutines behind one lock, one lock and nobody.
 */
final class WaitForGraph {
    /** The locks that somebody waits for, and who holds them. */
    private final Map<OwnedTarget, long[]> awaited = new IdentityHashMap<>();

    /** Those of the holders that wait themselves. */
    private final Map<Long, WaitEdge> waiting = new HashMap<>();

    /** Those that wait, by the group that waits for their end. */
    private final Map<OwnedTarget, List<WaitEdge>> members = new IdentityHashMap<>();

    private final Set<WaitEdge> done = new HashSet<>();
    private final List<List<WaitEdge>> found = new ArrayList<>();
    private final Set<Set<WaitEdge>> seen = new HashSet<>();

    private WaitForGraph() {}

    /** The circles of now, as far as one look can tell: {@link #isStill} tells for sure, later. */
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

    /** Behind one that waits for himself, others that hold the same lock may wait for it: that is his circle, told once. */
    private List<List<WaitEdge>> withoutDependents() {
        Set<WaitEdge> own = new HashSet<>();
        found.stream().filter(c -> c.size() == 1).forEach(own::addAll);
        return found.stream()
                .filter(c -> c.size() == 1 || !involvesSingleLock(c)
                        || c.stream().noneMatch(own::contains))
                .toList();
    }

    /** The circles of now that are some for sure, looked at twice without a pause. */
    static List<List<WaitEdge>> certain() {
        return find().stream().filter(WaitForGraph::isStill).toList();
    }

    private static boolean involvesSingleLock(List<WaitEdge> cycle) {
        Object lock = cycle.getFirst().on().identity();
        return cycle.stream().allMatch(w -> w.on().identity() == lock);
    }

    /** Whether all of a circle that was found before have waited ever since, for the same and for each other. */
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

    /** Depth first, without recursion: a chain of locks may be long. */
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

    /** Two of a circle may wait for each other in more than one way. */
    private void add(List<WaitEdge> cycle) {
        if (seen.add(Set.copyOf(cycle))) {
            found.add(cycle);
        }
    }

    /** Those for which {@code w} waits and which wait as well. */
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
