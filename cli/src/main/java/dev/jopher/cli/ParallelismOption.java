package dev.jopher.cli;

import org.jspecify.annotations.Nullable;

/**
 * The number of processors on which goroutines run: the flag {@code -procs}, else the variable
 * {@code GOMAXPROCS}, else as many as there are.
 *
 * <p>Jopher's scheduler and the JDK's read these properties once, when the first goroutine is made.
 */
final class ParallelismOption {
    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";
    private static final String MAX_POOL_SIZE = "jdk.virtualThreadScheduler.maxPoolSize";

    /** No ForkJoinPool has more threads. */
    private static final int MAX = 32_767;

    private ParallelismOption() {}

    /** Sets the properties that the scheduler will read. */
    static void apply(@Nullable String flag, @Nullable String variable) {
        int n = flag != null ? ofFlag(flag) : ofVariable(variable);
        if (n == 0) {
            return;
        }
        System.setProperty(PARALLELISM, Integer.toString(n));
        // The JDK takes max(n, 256), or this property, as the size of its pool, and then min(n,
        // size) as n.
        if (Integer.getInteger(MAX_POOL_SIZE, n) < n) {
            System.setProperty(MAX_POOL_SIZE, Integer.toString(n));
        }
    }

    /** Returns the positive number; else throws a usage error. */
    static int ofFlag(String value) {
        int n = parse(value);
        if (n < 1 || n > MAX) {
            throw CommandException.usage("-procs must be a whole number from 1 to " + MAX
                    + ", not '" + value + "'");
        }
        return n;
    }

    /**
     * Returns the number. As in Go, a value that is not a positive number has no effect; it is 0
     * here.
     */
    static int ofVariable(@Nullable String value) {
        return value == null ? 0 : Math.clamp(parse(value), 0, MAX);
    }

    /**
     * Returns -1 if it is not a number or too large for an int. Java's parser alone would take +3
     * and other digits.
     */
    private static int parse(String value) {
        if (value.isEmpty() || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
