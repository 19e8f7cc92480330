package dev.jopher.internal.track;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.jopher.internal.goroutine.WaitTarget;
import org.jspecify.annotations.Nullable;

/** Represents a lock in {@link LockOrderGraph} without keeping it reachable. */
final class LockNode {
    /**
     * Number of edges of one lock at which edges to collected locks are removed. The next sweep
     * comes at twice the number that is left.
     */
    private static final int SWEEP_AT = 64;

    /** Maximum number of goroutines that are remembered as writers, each with other gates. */
    private static final int MOST_WRITERS = 8;

    private final String name;
    private final WeakReference<Object> lock;
    private final Map<Key, LockEdge> next = new HashMap<>();
    private int sweepAt = SWEEP_AT;
    private final Set<List<Object>> readsInReads = new HashSet<>();
    private final List<Writer> writers = new ArrayList<>();

    /** Where each thread that holds the lock took it. Includes threads that have ended with it. */
    private final Map<Long, List<StackTraceElement>> takers = new HashMap<>();

    private record Key(LockNode to, boolean fromRead, boolean toRead) {}

    /** A goroutine that has locked it for writing, and would have waited as long as that takes. */
    record Writer(Acquisition by, Gates gates) {}

    LockNode(Object lock) {
        this.name = lock.getClass().getSimpleName() + ' ' + WaitTarget.address(lock);
        this.lock = new WeakReference<>(lock);
    }

    String name() {
        return name;
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

    @Nullable LockEdge known(LockEdge e) {
        return next.get(key(e));
    }

    void put(LockEdge e) {
        next.put(key(e), e);
        if (next.size() >= sweepAt) {
            next.keySet().removeIf(k -> k.to.lock.refersTo(null));
            sweepAt = Math.max(SWEEP_AT, next.size() * 2);
        }
    }

    private static Key key(LockEdge e) {
        return new Key(e.to(), e.fromRead(), e.toRead());
    }

    Collection<LockEdge> next() {
        return next.values();
    }

    /** Adds a read lock inside a read lock. Returns false if an equal one is known. */
    boolean addReadInRead(LockEdge e) {
        return readsInReads.size() < SWEEP_AT
                && readsInReads.add(List.of(e.held().at(), e.wanted().at(), e.gates()));
    }

    boolean isGone() {
        return lock.refersTo(null);
    }

    /** Adds a writer. Returns false if an equal one is known. */
    boolean addWriter(Writer w) {
        boolean known = writers.size() >= MOST_WRITERS || writers.stream().anyMatch(
                v -> v.by.thread() == w.by.thread() && w.gates.include(v.gates));
        return !known && writers.add(w);
    }

    List<Writer> writers() {
        return writers;
    }
}
