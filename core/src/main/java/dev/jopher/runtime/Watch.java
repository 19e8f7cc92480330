package dev.jopher.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A scope for all goroutines that are started, directly or by one of them, by who is in it. It costs a goroutine nothing:
 * the scope stands where else the program would stand.
 */
public final class Watch extends Scope {
    private Watch(@Nullable Scope outer) {
        super(outer);
    }

    /** A new one, inside that of the current goroutine or thread, which is not yet in it. */
    public static Watch create() {
        return new Watch(Scope.of(G.current()));
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
