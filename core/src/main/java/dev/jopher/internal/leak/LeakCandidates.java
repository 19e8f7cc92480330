package dev.jopher.internal.leak;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import dev.jopher.internal.base.FinalReferences;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.UnlinkedGoroutines;
import org.jspecify.annotations.Nullable;

/**
 * Waiting goroutines that are out of the registry for the time of one collection. Each is held by
 * two references: a weak one, which returns those that are reachable, and a final one, which
 * returns the others.
 */
final class LeakCandidates {
    private static final long PATIENCE_NANOS = 1_000_000_000;

    private final List<Reference<G>> weak = new ArrayList<>();
    private final List<Reference<Object>> lost = new ArrayList<>();

    private LeakCandidates() {}

    /**
     * Unlinks all that wait in one of our operations, without the main goroutine: its program
     * waits for it.
     */
    static LeakCandidates unlink() {
        return unlink(G::isLeakCandidate);
    }

    static LeakCandidates unlink(Predicate<G> which) {
        LeakCandidates c = new LeakCandidates();
        try {
            UnlinkedGoroutines.unlinkWaiting(which, c::add);
        } catch (OutOfMemoryError e) {
            c.relinkAll();
            throw e;
        }
        return c;
    }

    /**
     * Puts all of them back. A collection may have cleared weak references meanwhile; the final
     * references still have those goroutines.
     */
    private void relinkAll() {
        for (Reference<Object> r : lost) {
            UnlinkedGoroutines.relink((G) Objects.requireNonNull(r.get()));
        }
    }

    private void add(G g) {
        lost.add(Objects.requireNonNull(FinalReferences.create(g)));
        weak.add(new WeakReference<>(g));
    }

    /** Puts the reachable ones back, and returns the others. */
    List<LeakSuspect> release() {
        List<LeakSuspect> suspects = new ArrayList<>();
        GoroutineInfo.DescriptionQuota quota = new GoroutineInfo.DescriptionQuota();
        for (int i = 0; i < weak.size(); i++) {
            G g = weak.get(i).get();
            if (g != null) {
                UnlinkedGoroutines.relink(g);
            } else {
                LeakSuspect s = suspect(lost.get(i), quota);
                if (s != null) {
                    suspects.add(s);
                }
            }
        }
        return suspects;
    }

    /**
     * Returns the suspect that {@code lost} refers to. Null if there is no memory to describe it,
     * or if the collector does not report it as unreachable: then it is left for the next search.
     */
    private static @Nullable LeakSuspect suspect(Reference<Object> lost,
            GoroutineInfo.DescriptionQuota quota) {
        boolean isLost = awaitLost(lost);
        G g = (G) Objects.requireNonNull(lost.get());
        try {
            if (!isLost) {
                UnlinkedGoroutines.relink(g);
                return null;
            }
            return new LeakSuspect(g, GoroutineInfo.of(g, quota));
        } catch (OutOfMemoryError | StackOverflowError e) {
            UnlinkedGoroutines.relink(g);
            return null;
        } finally {
            lost.clear();
        }
    }

    /**
     * Waits for the collector. No scheduler runs the collector, so the wait is by the machine's
     * clock. A collection clears weak references and marks final ones in one phase, which a
     * concurrent collector may not have completed yet. The bound is for future collectors: if one
     * works otherwise, leaks are missed, but nothing hangs.
     */
    private static boolean awaitLost(Reference<Object> lost) {
        long start = System.nanoTime();
        while (!FinalReferences.isUnreachable(lost)) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }
}
