package dev.jopher.internal.base;

/**
 * A clock that is exact to some milliseconds and costs the read of a field. Each park records when
 * it began. Asking the system for the time would make a switch of goroutines a seventh slower.
 *
 * <p>While goroutines run, {@code Monitor} sets the clock at each of its ticks. A thread that wakes
 * the monitor from its sleep sets it too. So an idle hour does not count as waiting time of the
 * first goroutine that parks after it.
 */
public final class CoarseClock {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Plain: a thread that reads an old value is off by a tick. */
    private static int millis;

    private CoarseClock() {}

    /**
     * Returns milliseconds from an unknown moment, for differences only. They wrap after 49 days.
     */
    public static int millis() {
        return millis;
    }

    /** Sets the clock to {@code nanos} of the scheduler's clock. */
    public static void refresh(long nanos) {
        millis = millis(nanos);
    }

    /** Returns {@code nanos} of the scheduler's clock on this clock's scale. */
    public static int millis(long nanos) {
        return (int) (nanos / NANOS_PER_MILLI);
    }
}
