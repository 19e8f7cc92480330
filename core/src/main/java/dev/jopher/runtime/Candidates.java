package dev.jopher.runtime;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Goroutines that wait, out of the registry for the time of one collection. Each is held by two references: a weak one,
 * which gives back those that somebody can reach, and a final one, which gives back the others.
 */
final class Candidates {
    private final List<Reference<G>> weak = new ArrayList<>();
    private final List<Reference<Object>> lost = new ArrayList<>();

    private Candidates() {}

    /** All that wait in one of our operations, but for the main goroutine: its program waits for it. */
    static Candidates withhold() {
        Candidates c = new Candidates();
        Registry.withhold(G::mayBeLost, c::add);
        return c;
    }

    private void add(G g) {
        lost.add(Objects.requireNonNull(JdkInternals.finalReference(g)));
        weak.add(new WeakReference<>(g));
    }

    /** Puts back those that somebody can reach, and returns the others. */
    List<Suspect> release() {
        List<Suspect> suspects = new ArrayList<>();
        for (int i = 0; i < weak.size(); i++) {
            G g = weak.get(i).get();
            if (g != null) {
                Registry.restore(g);
            } else {
                Suspect s = suspect(lost.get(i));
                if (s != null) {
                    suspects.add(s);
                }
            }
        }
        return suspects;
    }

    /** Null if there is no memory to describe it: then it is left for another time. */
    private static @Nullable Suspect suspect(Reference<Object> lost) {
        while (!JdkInternals.isLost(lost)) {
            Thread.onSpinWait(); // a concurrent collector has not come that far
        }
        G g = (G) Objects.requireNonNull(lost.get());
        try {
            return new Suspect(g, LostGoroutine.of(g));
        } catch (OutOfMemoryError | StackOverflowError e) {
            Registry.restore(g);
            return null;
        } finally {
            lost.clear();
        }
    }
}
