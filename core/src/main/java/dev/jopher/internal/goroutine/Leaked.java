package dev.jopher.internal.goroutine;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The goroutines that {@code LeakFinder} has found so far. They no longer exist, but they have not
 * ended either. A report of what such a goroutine holds, or was to do, says that it has leaked.
 */
public final class Leaked {
    /** Limit of the table, so that a service that leaks for years does not fill up. */
    private static final int MAX = 100_000;

    /** Their ids, by thread; guarded by itself. */
    private static final Map<Long, Long> NUMBERS = new HashMap<>();

    private static boolean isComplete = true;

    private Leaked() {}

    public static void add(long thread, long goroutine) {
        synchronized (NUMBERS) {
            if (NUMBERS.size() < MAX) {
                NUMBERS.put(thread, goroutine);
            } else {
                isComplete = false;
            }
        }
    }

    /** Returns the id of the goroutine; null if its thread is not known to have leaked. */
    public static @Nullable Long number(long thread) {
        synchronized (NUMBERS) {
            return NUMBERS.get(thread);
        }
    }

    /**
     * Returns whether every leaked goroutine is in the table. If not, one that is missing may have
     * leaked.
     */
    public static boolean isComplete() {
        synchronized (NUMBERS) {
            return isComplete;
        }
    }

    /**
     * Returns what a report says of the goroutine of {@code thread}; empty if it has not leaked.
     */
    static String text(long thread) {
        return number(thread) == null ? "" : ", which has leaked";
    }
}
