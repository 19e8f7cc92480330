package dev.jopher.runtime;

import java.util.Arrays;
import java.util.List;

/** Tells of goroutines that wait for one another: what kind of mistake it is, who waits for whom, and where. */
final class CycleReport {
    private CycleReport() {}

    static String of(List<LockWait> cycle) {
        StringBuilder out = new StringBuilder("deadlock: ").append(kind(cycle)).append("\n\n");
        appendWhoWaitsForWhom(out, cycle);
        if (isOfOneLock(cycle)) {
            out.append("unless another goroutine unlocks it, ")
                    .append(cycle.size() == 1 ? "it waits" : "they wait").append(" for ever\n");
        }
        for (LockWait w : cycle) {
            out.append('\n');
            Dump.append(out, w.g());
        }
        return out.toString();
    }

    /**
     * Whether all is about one lock, and it is one that somebody else may unlock. Who waits for a lock of his own either
     * forgot that he has it, or has given it to another, as a signal: the first time, nothing tells which.
     */
    static boolean isOfOneLock(List<LockWait> cycle) {
        LockWait first = cycle.getFirst();
        return first.why() != WaitReason.WAITGROUP_WAIT && !isOnce(first.g())
                && cycle.stream().allMatch(w -> lockOf(w) == lockOf(first));
    }

    /** The circles among goroutines that are all listed elsewhere; empty if there is none. */
    static String summary(List<List<LockWait>> cycles) {
        StringBuilder out = new StringBuilder();
        for (List<LockWait> cycle : cycles) {
            out.append('\n').append(kind(cycle)).append(":\n");
            appendWhoWaitsForWhom(out, cycle);
        }
        return out.toString();
    }

    /** A line for each. */
    private static void appendWhoWaitsForWhom(StringBuilder out, List<LockWait> cycle) {
        for (int i = 0; i < cycle.size(); i++) {
            LockWait w = cycle.get(i);
            LockWait next = cycle.get((i + 1) % cycle.size());
            out.append(name(w.g())).append(" waits for ").append(lock(w));
            out.append(relation(w, next)).append('\n');
            LockOrder.whereTaken(next.g().thread(), w.on().identity())
                    .stream().limit(1).forEach(f -> appendSince(out, f));
        }
    }

    private static void appendSince(StringBuilder out, StackTraceElement f) {
        out.append("\tsince ");
        StringBuilder position = new StringBuilder();
        Frames.appendPosition(position, f);
        out.append(position, 1, position.length());
    }

    private static String relation(LockWait w, LockWait next) {
        if (next.g().group() == w.on()) {
            return ", which needs " + name(next.g()) + " to end";
        }
        if (w == next) {
            return ", which it holds itself";
        }
        if (w.why() == WaitReason.RWMUTEX_RLOCK && lockOf(w) == lockOf(next)) {
            return ", where " + name(next.g()) + " waits to write, and is before it";
        }
        return ", which " + name(next.g()) + " holds";
    }

    private static String kind(List<LockWait> cycle) {
        LockWait first = cycle.getFirst();
        if (cycle.size() == 1) {
            return switch (first.why()) {
                case WAITGROUP_WAIT -> "await inside a goroutine that the group waits for";
                case RWMUTEX_LOCK, RWMUTEX_RLOCK -> "recursive lock of an RWMutex";
                default -> isOnce(first.g()) ? "a Once that calls itself" : "recursive lock";
            };
        }
        if (cycle.size() == 2 && lockOf(first) == lockOf(cycle.getLast())) {
            return "RLock inside RLock with a writer between";
        }
        return "lock cycle of " + cycle.size() + " goroutines";
    }

    private static Object lockOf(LockWait w) {
        return w.on().identity();
    }

    /** Whether the mutex that {@code g} waits for is that of a Once. */
    static boolean isOnce(G g) {
        return Arrays.stream(g.thread().getStackTrace())
                .takeWhile(f -> !Frames.isUser(f.getClassName()))
                .anyMatch(f -> f.getClassName().equals("dev.jopher.sync.Once"));
    }

    private static String name(G g) {
        return g.id() == 0 ? "thread \"" + g.thread().getName() + "\"" : "goroutine " + g.id();
    }

    private static String lock(LockWait w) {
        String type = w.why() == WaitReason.WAITGROUP_WAIT ? "WaitGroup"
                : w.why() != WaitReason.MUTEX_LOCK ? "RWMutex" : isOnce(w.g()) ? "Once" : "Mutex";
        return "the " + type + ' ' + WaitTarget.address(w.on());
    }
}
