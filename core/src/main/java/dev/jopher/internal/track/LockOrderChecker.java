package dev.jopher.internal.track;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

import dev.jopher.internal.goroutine.ProgramScope;
import dev.jopher.internal.report.Reports;
import org.jspecify.annotations.Nullable;

/**
 * Reports locks that are taken in two orders, also when that has led to no deadlock this time.
 * Works in test mode, {@code -Djopher.lockOrder=true}. Off, it costs nothing; on, each lock costs
 * microseconds.
 *
 * <p>It also reports a read lock inside a read lock of the same RWMutex, if a writer is seen,
 * before or after.
 *
 * <p>A goroutine that locks b while it holds a makes an edge from a to b in a graph of locks. When
 * an edge closes a cycle, the lines of its edges are reported: goroutines that get there at the
 * same time wait for one another. A cycle is not reported if it cannot happen because one more
 * lock, a <em>gate</em>, is held at all of its edges. A lock that was only tried, or whose wait can
 * be given up, waits for no other and makes no edge to itself. Orders that never meet for another
 * reason are reported, for example if one goroutine starts when the other has ended.
 *
 * <p>Locks are held weakly: their edges go with them.
 */
public final class LockOrderChecker {
    /** A constant, so that the JIT removes the code that asks for it. */
    public static final boolean ON = Boolean.getBoolean("jopher.lockOrder");

    /**
     * All locks held now, by thread. Guarded by itself, like everything here. A thread may end
     * while it holds a lock; its entry is then removed.
     */
    private static final Map<Thread, List<HeldLock>> HELD = new WeakHashMap<>();

    private static final LockOrderGraph GRAPH = new LockOrderGraph();

    private LockOrderChecker() {}

    /**
     * A lock that a thread has taken.
     *
     * @param by where it did, and whether only for reading
     */
    record HeldLock(WeakReference<Object> lock, LockNode node, Acquisition by) {
        boolean read() {
            return by.read();
        }
    }

    /**
     * Checks the order before {@code lock} is locked, if the caller will wait however long that
     * takes.
     *
     * @param read whether the caller locks only for reading
     */
    public static void wanted(Object lock, boolean read) {
        Acquisition here = Acquisition.here(read);
        String report;
        synchronized (HELD) {
            report = check(lock, here);
        }
        if (report != null) {
            Reports.deadlock(report);
        }
    }

    private static @Nullable String check(Object lock, Acquisition here) {
        List<HeldLock> held = HELD.getOrDefault(Thread.currentThread(), List.of());
        LockNode node = GRAPH.node(lock);
        String report = null;
        for (HeldLock h : held) {
            Gates gates = Gates.of(held, node, h.node);
            String r = GRAPH.add(new LockEdge(h.node, node, h.by, here, gates));
            report = report == null ? r : report;
        }
        if (!here.read()) {
            String r = GRAPH.addWriter(node,
                    new LockNode.Writer(here, Gates.of(held, node, node)));
            report = report == null ? r : report;
        }
        return report;
    }

    /** Records that {@code lock} has been locked, in whatever way. */
    public static boolean taken(Object lock, boolean read) {
        Acquisition here = Acquisition.here(read);
        synchronized (HELD) {
            Thread me = Thread.currentThread();
            LockNode node = GRAPH.node(lock);
            HELD.computeIfAbsent(me, t -> new ArrayList<>())
                    .add(new HeldLock(new WeakReference<>(lock), node, here));
            node.taken(me.threadId(), here.at());
        }
        return true;
    }

    /**
     * Executes {@code unlock}, which unlocks {@code lock}. The caller may be another thread than
     * the one that locked it. If {@code unlock} throws, the lock counts as held.
     */
    public static void releasing(Object lock, boolean read, Runnable unlock) {
        Thread holder;
        synchronized (HELD) {
            holder = holder(lock, read);
        }
        unlock.run();
        synchronized (HELD) {
            if (holder != null && !release(holder, lock, read)) {
                Thread other = holder(lock, read); // two threads found the same holder
                boolean _ = other != null && release(other, lock, read);
            }
        }
    }

    /** Returns the current thread if it holds {@code lock}, else some thread that does. */
    private static @Nullable Thread holder(Object lock, boolean read) {
        Thread me = Thread.currentThread();
        return holds(me, lock, read) ? me
                : HELD.keySet().stream().filter(t -> holds(t, lock, read)).findFirst()
                        .orElse(null);
    }

    private static boolean holds(Thread thread, Object lock, boolean read) {
        return HELD.getOrDefault(thread, List.of()).stream()
                .anyMatch(h -> h.read() == read && h.lock.refersTo(lock));
    }

    private static boolean release(Thread thread, Object lock, boolean read) {
        List<HeldLock> held = HELD.getOrDefault(thread, List.of());
        for (int i = held.size() - 1; i >= 0; i--) {
            if (held.get(i).read() == read && held.get(i).lock.refersTo(lock)) {
                LockNode node = held.remove(i).node;
                if (held.stream().noneMatch(h -> h.node == node)) {
                    node.released(thread.threadId());
                }
                if (held.isEmpty()) {
                    HELD.remove(thread);
                }
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the line where {@code thread} took {@code lock}, also if the thread has ended since.
     * Empty if that is not known.
     */
    static Optional<StackTraceElement> whereTaken(long thread, Object lock) {
        if (!ON) {
            return Optional.empty();
        }
        synchronized (HELD) {
            return GRAPH.node(lock).takenBy(thread).stream().findFirst();
        }
    }

    /** Returns how to learn {@link #whereTaken}; empty if that is already known. */
    public static String hint() {
        return hint("it was");
    }

    /** Returns {@link #hint()} for one lock, {@code it was}, or for several. */
    public static String hint(String locks) {
        String how = ProgramScope.command() == null
                ? "-Djopher.lockOrder=true"
                : "jopher run -lockorder";
        return ON ? "" : " (where " + locks + " locked: " + how + ")";
    }

    /** Returns how many threads hold a lock. For tests. */
    public static int holderCount() {
        synchronized (HELD) {
            return HELD.size();
        }
    }
}
