package dev.jopher.internal.base;

/**
 * The time to within some milliseconds, for the price of a field. Each park notes when it began; to ask the system
 * for the time would make a switch of goroutines a seventh slower.
 *
 * <p>While goroutines run, {@code Monitor} sets it at each of its ticks; who wakes the monitor from its sleep sets it
 * as well, so that an idle hour does not count as waiting time of the first that parks after it.
 */
public final class CoarseClock {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Plain: whoever reads an old value is off by a tick. */
    private static int millis;

    private CoarseClock() {}

    /** Milliseconds from an unknown moment, for differences only; they start again after 49 days. */
    public static int millis() {
        return millis;
    }

    /** Sets it to {@code nanos} of the scheduler's clock. */
    public static void refresh(long nanos) {
        millis = millis(nanos);
    }

    /** {@code nanos} of the scheduler's clock on this clock's scale. */
    public static int millis(long nanos) {
        return (int) (nanos / NANOS_PER_MILLI);
    }
}
