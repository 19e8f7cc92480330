package dev.jopher.internal.leak;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import dev.jopher.internal.base.JdkInternals;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.UnlinkedGoroutines;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines that wait, out of the registry for the time of one collection. Each is held by two references: a weak one,
 * which gives back those that somebody can reach, and a final one, which gives back the others.
 */
final class LeakCandidates {
    private static final long PATIENCE_NANOS = 1_000_000_000;

    private final List<Reference<G>> weak = new ArrayList<>();
    private final List<Reference<Object>> lost = new ArrayList<>();

    private LeakCandidates() {}

    /** All that wait in one of our operations, but for the main goroutine: its program waits for it. */
    static LeakCandidates detach() {
        return detach(G::isLeakCandidate);
    }

    static LeakCandidates detach(Predicate<G> which) {
        LeakCandidates c = new LeakCandidates();
        try {
            UnlinkedGoroutines.unlinkWaiting(which, c::add);
        } catch (OutOfMemoryError e) {
            c.reattachAll();
            throw e;
        }
        return c;
    }

    /** All of them; a collection may have come in between, and final references still have what weak ones have lost. */
    private void reattachAll() {
        for (Reference<Object> r : lost) {
            UnlinkedGoroutines.relink((G) Objects.requireNonNull(r.get()));
        }
    }

    private void add(G g) {
        lost.add(Objects.requireNonNull(JdkInternals.finalReference(g)));
        weak.add(new WeakReference<>(g));
    }

    /** Puts back those that somebody can reach, and returns the others. */
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
     * Null if there is no memory to describe it, or if the collector does not say that it is lost: then it is left for
     * another time.
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
     * Waits for the collector, which no scheduler runs: so by the machine's clock. A collection clears
     * weak references and marks final ones in one phase, which a concurrent collector may not have
     * ended yet. The bound is for collectors to come: should one do it otherwise, leaks are missed, and
     * nothing hangs.
     */
    private static boolean awaitLost(Reference<Object> lost) {
        long start = System.nanoTime();
        while (!JdkInternals.isUnreachable(lost)) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }
}
