package dev.jopher.internal.goroutine;

import org.jspecify.annotations.Nullable;

/**
 * A scope for all goroutines that are started, directly or by one of them, by who is in it. It costs a goroutine nothing:
 * the scope stands where else the program would stand.
 */
public final class TrackedScope extends Scope {
    private TrackedScope(@Nullable Scope outer) {
        super(outer);
    }

    /** What has left the body of one of its goroutines, the first with all others as suppressed ones. */
    private @Nullable Throwable panic;

    /** A goroutine in {@code scope} has ended by {@code e}, before it counts as ended. */
    static void panicked(@Nullable Scope scope, Throwable e) {
        for (Scope s = scope; s != null; s = s.outer()) {
            if (s instanceof TrackedScope w) {
                w.add(e);
            }
        }
    }

    private synchronized void add(Throwable e) {
        if (panic == null) {
            panic = e;
        } else if (panic != e) {
            panic.addSuppressed(e);
        }
    }

    /** What one of its goroutines has ended by; null if all that have ended have returned. */
    public synchronized @Nullable Throwable panic() {
        return panic;
    }

    /** A new one, inside that of the current goroutine or thread, which is not yet in it. */
    public static TrackedScope create() {
        return new TrackedScope(Scope.of(G.current()));
    }

    /**
     * Takes the current goroutine or thread in.
     *
     * @return puts it back to where it was before; to be run by the same one, the last entered first
     */
    public Runnable enter() {
        G g = G.current();
        Origin before = g.origin();
        g.origin(Origin.in(this, before));
        return () -> g.origin(before);
    }
}
