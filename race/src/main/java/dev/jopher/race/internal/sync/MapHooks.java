package dev.jopher.race.internal.sync;

/**
 * What the JDK's concurrent maps call. A key that is in a map has a clock, but one that was removed
 * leaves nothing behind. So all removals from a map share a clock, which a thread acquires that
 * finds a key absent: a set may be used as a lock, by {@code add} and {@code remove}.
 */
public final class MapHooks {
    private static final int REMOVED = 0;

    private MapHooks() {}

    /** Releases to the clock of removals: a key of {@code map} is about to be removed. */
    public static void removing(Object map) {
        Hooks.release(map, REMOVED);
    }

    /** Acquires the clock of removals: a key was not in {@code map}. */
    public static void absent(Object map) {
        Hooks.acquire(map, REMOVED);
    }
}
