package dev.jopher.race.internal.sync;

/**
 * What the JDK's concurrent maps call. A key that is in a map has a clock, but one that was removed
 * leaves nothing behind. So all removals from a map share a clock, which a thread acquires that
 * finds a key absent: a set may be used as a lock, by {@code add} and {@code remove}.
 */
public final class MapHooks {
    private static final int REMOVED = 0;

    private MapHooks() {}

    /** The current thread is about to remove a key from {@code map}. */
    public static void removing(Object map) {
        Hooks.release(map, REMOVED);
    }

    /** The current thread has found that a key is not in {@code map}. */
    public static void absent(Object map) {
        Hooks.acquire(map, REMOVED);
    }
}
