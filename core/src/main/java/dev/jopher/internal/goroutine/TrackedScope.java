package dev.jopher.internal.goroutine;

import dev.jopher.internal.base.RaceEvents;
import org.jspecify.annotations.Nullable;

/**
 * A scope for all goroutines that are started, directly or indirectly, by the goroutines in it. It
 * costs a goroutine nothing: it takes the place of the program in the goroutine's origin.
 */
public final class TrackedScope extends Scope {
    private TrackedScope(@Nullable Scope outer) {
        super(outer);
    }

    /**
     * The first exception that has left the body of one of its goroutines. Later ones are
     * suppressed exceptions of it.
     */
    private @Nullable Throwable panic;

    /**
     * Records that a goroutine in {@code scope} has ended with {@code e}. Called before it counts
     * as ended.
     */
    static void panicked(@Nullable Scope scope, Throwable e) {
        for (Scope s = scope; s != null; s = s.outer()) {
            if (s instanceof TrackedScope w) {
                w.add(e);
            }
        }
    }

    /**
     * Orders the end of the current goroutine, which is in {@code scope}, before {@link #awaited}.
     * Only if {@link RaceEvents#ON}.
     */
    static void ended(@Nullable Scope scope) {
        for (Scope s = scope; s != null; s = s.outer()) {
            if (s instanceof TrackedScope) {
                RaceEvents.releaseMerge(s);
            }
        }
    }

    /** Orders the ends of its goroutines, all of which have ended, before what follows. */
    public void awaited() {
        if (RaceEvents.ON) {
            RaceEvents.acquire(this);
        }
    }

    private synchronized void add(Throwable e) {
        if (panic == null) {
            panic = e;
        } else if (panic != e) {
            panic.addSuppressed(e);
        }
    }

    /**
     * Returns the exception with which one of its goroutines has ended; null if all ended ones have
     * returned.
     */
    public synchronized @Nullable Throwable panic() {
        return panic;
    }

    /** Creates a scope inside that of the current goroutine or thread, which is not yet in it. */
    public static TrackedScope create() {
        return new TrackedScope(Scope.of(G.current()));
    }

    /**
     * Takes the current goroutine or thread into this scope.
     * @return restores its previous scope; to be run by the same goroutine or thread, the last
     *        entered first
     */
    public Runnable enter() {
        G g = G.current();
        Origin before = g.origin();
        g.origin(Origin.in(this, before));
        return () -> g.origin(before);
    }
}
