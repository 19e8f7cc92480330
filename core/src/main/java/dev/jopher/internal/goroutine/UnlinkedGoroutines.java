package dev.jopher.internal.goroutine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The goroutines that a leak search has taken out of the {@link Registry} for the time being. The
 * registry then holds no reference to them, so the collector can find the unreachable ones. They
 * still count in {@link Registry#size}.
 *
 * <p>One search runs at a time. For each unlinked goroutine, one of three things happens: it ends,
 * the search relinks it, or it has leaked and the search discards it.
 */
public final class UnlinkedGoroutines {
    /** Ids of goroutines that have ended while unlinked. They are unreachable, but not leaked. */
    private static final Set<Long> ENDED = ConcurrentHashMap.newKeySet();

    /** Whether goroutines are missing in the registry at present. */
    private static volatile boolean exist;

    private UnlinkedGoroutines() {}

    /** Returns whether goroutines are missing in the registry at present. */
    public static boolean exist() {
        return exist;
    }

    /** Sets {@link #exist()}. Called by the search, before it unlinks the first goroutine. */
    public static void exist(boolean now) {
        exist = now;
    }

    /**
     * Unlinks waiting goroutines and passes them to {@code to}, so that unreachable ones can be
     * collected. One that ends before it is relinked is not relinked.
     *
     * @param which selects the goroutines; called under the lock of a shard
     */
    public static void unlinkWaiting(Predicate<G> which, Consumer<G> to) {
        Registry.unlink(which, to);
    }

    /** Puts {@code g} back into the registry, unless it has ended. */
    public static void relink(G g) {
        Registry.relink(g);
    }

    /** Stops counting a goroutine of that {@linkplain G#shard shard} that has been collected. */
    public static void discard(int shard) {
        Registry.discard(shard);
    }

    /** Records that {@code g} has ended while unlinked. */
    static void ended(G g) {
        ENDED.add(g.id());
    }

    /** Returns whether the goroutine with that id has ended while unlinked. */
    public static boolean hasEnded(long id) {
        return ENDED.contains(id);
    }

    /** Forgets which goroutines have ended. Called when none is unlinked. */
    public static void clearEnded() {
        ENDED.clear();
    }
}
