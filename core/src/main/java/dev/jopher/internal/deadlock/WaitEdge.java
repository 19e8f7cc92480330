package dev.jopher.internal.deadlock;

import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.OwnedTarget;
import dev.jopher.internal.goroutine.WaitReason;
import org.jspecify.annotations.Nullable;

/**
 * A goroutine that waits for others, and would for ever if they did nothing.
 *
 * @param parks how often it had parked: it is the same wait as long as that is the same
 */
record WaitEdge(G g, long parks, OwnedTarget on, WaitReason why) {
    /** Null if {@code g} does not wait, or not for others, or not for ever, or if its program has ended. */
    static @Nullable WaitEdge of(G g) {
        if (!g.isWaiting() || g.isAbandoned() || g.isCancellable()
                || !(g.waitsOn() instanceof OwnedTarget on)) {
            return null;
        }
        return new WaitEdge(g, g.parks(), on, g.reason());
    }

    /** Whether it has waited since. */
    boolean isStill() {
        return equals(of(g));
    }

    /** Whether it waits for {@code other} to do something. */
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
