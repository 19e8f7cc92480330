package dev.jopher.internal.report;

/** Durations in a readable form: {@code 850ms}, {@code 12.3s}, {@code 3m20s}, {@code 2h5m}. */
public final class DurationText {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private DurationText() {}

    public static String text(long nanos) {
        if (nanos < SECOND) {
            return nanos / MILLI + "ms";
        }
        if (nanos < MINUTE) {
            return nanos / SECOND + "." + nanos % SECOND / (SECOND / 10) + "s";
        }
        if (nanos < HOUR) {
            return nanos / MINUTE + "m" + nanos % MINUTE / SECOND + "s";
        }
        return nanos / HOUR + "h" + nanos % HOUR / MINUTE + "m";
    }

    /**
     * Returns whole minutes. Go prints them in the header of a goroutine, from the first one on.
     */
    public static long minutes(long nanos) {
        return nanos / MINUTE;
    }
}
