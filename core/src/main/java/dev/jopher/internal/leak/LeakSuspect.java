package dev.jopher.internal.leak;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

import dev.jopher.internal.goroutine.G;
import org.jspecify.annotations.Nullable;

/**
 * A goroutine that was unreachable at one collection. A finalizer may still resurrect it, so only
 * the next collection decides whether it has leaked. It then clears this phantom reference.
 */
final class LeakSuspect extends PhantomReference<G> {
    private static final ReferenceQueue<G> NEVER_POLLED = new ReferenceQueue<>();

    private final WeakReference<G> weak;
    private final int place;
    private final GoroutineInfo description;

    LeakSuspect(G g, GoroutineInfo description) {
        super(g, NEVER_POLLED);
        this.weak = new WeakReference<>(g);
        this.place = g.shard();
        this.description = description;
    }

    /** Returns the goroutine if it is reachable again. */
    @Nullable G resurrected() {
        return weak.get();
    }

    boolean isGone() {
        return refersTo(null);
    }

    int place() {
        return place;
    }

    GoroutineInfo description() {
        return description;
    }
}
