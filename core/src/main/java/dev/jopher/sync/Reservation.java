package dev.jopher.sync;

import java.time.Duration;
import java.time.Instant;

/**
 * Events that a {@link RateLimiter} will allow after a delay: Go's {@code rate.Reservation}.
 *
 * {@snippet :
 * Reservation r = limiter.reserve();
 * if (r.delay().compareTo(Duration.ofSeconds(1)) < 0) {
 *     sleep(r.delay());
 *     serve();
 * } else {
 *     r.cancel(); // too late for us: others may use the token
 * }
 * }
 */
public final class Reservation {
    private final RateLimiter limiter;

    /** The number of events, when they may happen, and the limit at that time. */
    final int n;

    final long act;
    final double limit;

    /** Guarded by the limiter's lock. */
    boolean canceled;

    Reservation(RateLimiter limiter, int n, long act, double limit) {
        this.limiter = limiter;
        this.n = n;
        this.act = act;
        this.limit = limit;
    }

    /**
     * Returns whether the events may happen at all; false if they are more than the limiter's
     * burst.
     */
    public boolean ok() {
        return act != TokenBucket.REFUSED;
    }

    /**
     * Returns how long to wait from now; zero if the events may happen, {@link
     * RateLimiter#INF_DURATION} if they never may.
     */
    public Duration delay() {
        return isNever() ? RateLimiter.INF_DURATION : Duration.ofNanos(limiter.nanosUntil(this));
    }

    /**
     * Returns how long to wait from {@code t}: Go's {@code DelayFrom}. See {@link
     * RateLimiter#reserve(Instant, int)}.
     */
    public Duration delay(Instant t) {
        return isNever() ? RateLimiter.INF_DURATION
                : Duration.ofNanos(limiter.nanosUntil(this, t));
    }

    private boolean isNever() {
        return !ok() || act == TokenBucket.NEVER;
    }

    /**
     * Cancels the events: gives back the tokens that others can still use. Has no effect once their
     * time has come, or the second time.
     */
    public void cancel() {
        if (ok()) {
            limiter.cancel(this);
        }
    }

    /**
     * Cancels as {@link #cancel()} does, as if it were {@code t} now: Go's {@code CancelAt}. See
     * {@link RateLimiter#reserve(Instant, int)}.
     */
    public void cancel(Instant t) {
        if (ok()) {
            limiter.cancel(this, t);
        }
    }
}
