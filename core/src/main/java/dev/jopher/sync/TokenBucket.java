package dev.jopher.sync;

/**
 * The arithmetic of {@link RateLimiter}: a bucket that holds {@code burst} tokens and is refilled at {@code
 * limit} tokens per second, computed when somebody looks. It may owe tokens: then they are promised for a
 * moment to come.
 *
 * <p>Moments are nanoseconds, and may go backwards from call to call. Guarded by its owner's lock.
 */
final class TokenBucket {
    /** A moment that does not come; as a duration, longer than all others. */
    static final long NEVER = Long.MAX_VALUE;

    /** Instead of a moment: the tokens are not to be had. */
    static final long REFUSED = Long.MIN_VALUE;

    private static final double NANOS_PER_SECOND = 1e9;

    private double limit;
    private int burst;

    /** How many tokens there were at {@link #last}; negative if some are promised. */
    private double tokens;

    private long last;

    /** The latest moment for which tokens were given out. */
    private long lastEvent;

    TokenBucket(double limit, int burst, long now) {
        this.limit = limit;
        this.burst = burst;
        this.tokens = burst;
        this.last = now;
        this.lastEvent = now;
    }

    double limit() {
        return limit;
    }

    int burst() {
        return burst;
    }

    void setLimit(double newLimit, long now) {
        tokens = tokensAt(now);
        last = now;
        limit = newLimit;
    }

    void setBurst(int newBurst, long now) {
        tokens = tokensAt(now);
        last = now;
        burst = newBurst;
    }

    /** Whether {@code n} can never be had. */
    boolean isTooSmallFor(int n) {
        return n > burst && limit != RateLimiter.INF;
    }

    double tokensAt(long now) {
        return Math.min(burst, tokens + tokensIn(limit, now - last));
    }

    /**
     * Takes {@code n} tokens, which may have to be there only {@code maxWait} later.
     *
     * @return the moment at which they are there; REFUSED, and nothing is taken, if that is too late
     */
    long take(int n, long now, long maxWait) {
        if (limit == RateLimiter.INF) {
            return now;
        }
        double left = tokensAt(now) - n;
        long wait = left < 0 ? nanosFor(limit, -left) : 0;
        if (n > burst || wait > maxWait) {
            return REFUSED;
        }
        long act = wait > NEVER - Math.max(now, 0) ? NEVER : now + wait;
        tokens = left;
        last = now;
        lastEvent = act;
        return act;
    }

    /**
     * Gives back {@code n} tokens that were taken for the moment {@code act}, if that has not passed, without
     * those that others have been promised since on top of them.
     *
     * @param then the limit at which they were taken
     */
    void giveBack(int n, long act, double then, long now) {
        if (act >= now) {
            giveBackUnused(n, act, then, now);
        }
    }

    /** As {@link #giveBack}, also if the moment has passed: what was to happen then has not. */
    void giveBackUnused(int n, long act, double then, long now) {
        if (limit == RateLimiter.INF || then == RateLimiter.INF || n == 0) {
            return;
        }
        double restored = n - tokensIn(then, lastEvent - act);
        if (restored <= 0) {
            return;
        }
        tokens = Math.min(burst, tokensAt(now) + restored);
        last = now;
        if (act == lastEvent) {
            long before = act - nanosFor(then, n);
            if (before >= now) {
                lastEvent = before;
            }
        }
    }

    /** How many come in that time; none in a negative one. */
    private static double tokensIn(double limit, long nanos) {
        return limit <= 0 || nanos <= 0 ? 0 : nanos / NANOS_PER_SECOND * limit;
    }

    /** How long so many take to come. */
    private static long nanosFor(double limit, double tokens) {
        // A double that is too large for a long becomes NEVER.
        return limit <= 0 ? NEVER : (long) (tokens / limit * NANOS_PER_SECOND);
    }
}
