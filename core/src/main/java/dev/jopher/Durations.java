package dev.jopher;

import java.time.Duration;
import java.time.Instant;

import dev.jopher.internal.sched.GoRuntime;

/** Durations as the runtime counts them. */
final class Durations {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    /** Long enough for anybody, and no moment overflows. */
    private static final Duration CENTURY = Duration.ofDays(36_525);

    private Durations() {}

    /** The moment {@code d} from now by the runtime's clock; a century, forth or back, is for ever. */
    static Instant deadlineAfter(Duration d) {
        Duration past = CENTURY.negated();
        Duration cut = d.compareTo(CENTURY) > 0 ? CENTURY : d.compareTo(past) < 0 ? past : d;
        return GoRuntime.scheduler().now().plus(cut);
    }

    /** The nanoseconds of {@code d}; what does not fit, 292 years, is cut. */
    static long nanos(Duration d) {
        if (d.compareTo(LONGEST) >= 0) {
            return Long.MAX_VALUE;
        }
        return d.isNegative() ? -1 : d.toNanos();
    }
}
