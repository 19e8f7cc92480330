package dev.jopher.internal.deadlock;

import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.OwnedTarget;
import dev.jopher.internal.goroutine.WaitReason;
import org.jspecify.annotations.Nullable;

/**
 * The wait of a goroutine for others: an edge of {@link WaitForGraph}. It lasts forever if they do
 * nothing.
 *
 * @param parks how often it had parked: it is the same wait as long as that is the same
 */
record WaitEdge(G g, long parks, OwnedTarget on, WaitReason why) {
    /**
     * Returns the edge of {@code g}. Null if it does not wait, or not for others, or not forever,
     * or if its program has ended.
     */
    static @Nullable WaitEdge of(G g) {
        if (!g.isWaiting() || g.isAbandoned() || g.isCancellable()
                || !(g.waitsOn() instanceof OwnedTarget on)) {
            return null;
        }
        return new WaitEdge(g, g.parks(), on, g.reason());
    }

    /** Returns whether it has waited since. */
    boolean isStill() {
        return equals(of(g));
    }

    /** Returns whether it waits for {@code other} to do something. */
    boolean isFor(G other) {
        if (other.group() == on) {
            return true;
        }
        for (long id : on.holders()) {
            if (id == other.thread().threadId()) {
                return true;
            }
        }
        return false;
    }

    long thread() {
        return g.thread().threadId();
    }
}
