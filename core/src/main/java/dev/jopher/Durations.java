package dev.jopher;

import java.time.Duration;
import java.time.Instant;

import dev.jopher.internal.sched.GoRuntime;

/** Durations as the runtime counts them. */
final class Durations {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    /** Long enough for any program, and no moment overflows. */
    private static final Duration CENTURY = Duration.ofDays(36_525);

    private Durations() {}

    /**
     * Returns the moment {@code d} from now by the runtime's clock. It is at most a century away,
     * in both directions, which stands for "forever".
     */
    static Instant deadlineAfter(Duration d) {
        Duration past = CENTURY.negated();
        Duration cut = d.compareTo(CENTURY) > 0 ? CENTURY : d.compareTo(past) < 0 ? past : d;
        return GoRuntime.scheduler().now().plus(cut);
    }

    /** Returns the nanoseconds of {@code d}. A duration of more than 292 years is cut. */
    static long nanos(Duration d) {
        if (d.compareTo(LONGEST) >= 0) {
            return Long.MAX_VALUE;
        }
        return d.isNegative() ? -1 : d.toNanos();
    }
}
