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
 * In test mode, {@code -Djopher.lockOrder=true}: reports locks that are taken in two orders, also when that has led to no
 * deadlock this time. Off, it costs nothing; on, each lock costs microseconds.
 *
 * <p>Besides, a read lock inside a read lock of the same RWMutex is reported, if a writer is seen, before or after.
 *
 * <p>Who locks b while he holds a makes an edge from a to b in a graph of locks. When an edge closes a circle, the places
 * of its edges are reported: goroutines that come there at the same time wait for one another. Nothing is reported that
 * cannot happen because all the places lie under one more lock, the same for all, a <em>gate</em>; and a lock that was
 * tried, or that the waiting for could be given up, waits for nobody and makes no edge to itself. Orders that never meet
 * for another reason, such as that one goroutine starts when the other has ended, are reported.
 *
 * <p>It holds locks weakly: their edges go with them.
 */
public final class LockOrderChecker {
    /** A constant, so that the JIT leaves out what asks for it. */
    public static final boolean ON = Boolean.getBoolean("jopher.lockOrder");

    /** All that is held now, by thread; guarded by itself, like everything here. Threads may end with a lock, and are let go. */
    private static final Map<Thread, List<HeldLock>> HELD = new WeakHashMap<>();

    private static final LockOrderGraph GRAPH = new LockOrderGraph();

    private LockOrderChecker() {}

    /**
     * A lock that a thread has taken.
     *
     * @param by where, and whether only for reading
     */
    record HeldLock(WeakReference<Object> lock, LockNode node, Acquisition by) {
        boolean read() {
            return by.read();
        }
    }

    /** Called before {@code lock} is locked, if the caller will wait however long that takes; {@code read}: for reading only. */
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

    /** Called when {@code lock} is locked, in whatever way. */
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
     * Executes {@code unlock}, which unlocks {@code lock}: it may be another than has locked it. If that throws, it is still
     * held.
     */
    public static void releasing(Object lock, boolean read, Runnable unlock) {
        Thread holder;
        synchronized (HELD) {
            holder = holder(lock, read);
        }
        unlock.run();
        synchronized (HELD) {
            if (holder != null && !release(holder, lock, read)) {
                Thread other = holder(lock, read); // two have unlocked it for others, and found the same
                boolean _ = other != null && release(other, lock, read);
            }
        }
    }

    /** The current thread if it holds {@code lock}, else some that does. */
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

    /** The line where {@code thread} has taken {@code lock}, also if it has ended since; empty if that is not known. */
    static Optional<StackTraceElement> whereTaken(long thread, Object lock) {
        if (!ON) {
            return Optional.empty();
        }
        synchronized (HELD) {
            return GRAPH.node(lock).takenBy(thread).stream().findFirst();
        }
    }

    /** How to learn {@link #whereTaken}; empty if that is known already. */
    public static String hint() {
        return hint("it was");
    }

    /** {@link #hint()} for one lock, {@code it was}, or for several. */
    public static String hint(String locks) {
        String how = ProgramScope.command() == null
                ? "-Djopher.lockOrder=true"
                : "jopher run -lockorder";
        return ON ? "" : " (where " + locks + " locked: " + how + ")";
    }

    /** For tests. */
    public static int holderCount() {
        synchronized (HELD) {
            return HELD.size();
        }
    }
}
