package dev.jopher.sync;

/**
 * The arithmetic of {@link RateLimiter}: a bucket that holds {@code burst} tokens and is refilled
 * at {@code limit} tokens per second, computed on demand. It may owe tokens: then they are promised
 * for a later moment.
 *
 * <p>Moments are nanoseconds, and may go backwards from call to call. Guarded by its owner's lock.
 */
final class TokenBucket {
    /** A moment that never comes; as a duration, longer than all others. */
    static final long NEVER = Long.MAX_VALUE;

    /** Returned instead of a moment: the tokens cannot be had. */
    static final long REFUSED = Long.MIN_VALUE;

    private static final double NANOS_PER_SECOND = 1e9;

    private double limit;
    private int burst;

    /** Number of tokens at {@link #last}; negative if some are promised. */
    private double tokens;

    private long last;

    /** The latest moment for which tokens were taken. */
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

    /** Returns whether {@code n} tokens can never be had. */
    boolean isTooSmallFor(int n) {
        return n > burst && limit != RateLimiter.INF;
    }

    double tokensAt(long now) {
        return Math.min(burst, tokens + tokensIn(limit, now - last));
    }

    /**
     * Takes {@code n} tokens if they are there within {@code maxWait}.
     *
     * @return the moment at which they are there; REFUSED, and nothing is taken, if that is too
     *     late
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
     * Gives back {@code n} tokens that were taken for the moment {@code act}, unless that has
     * passed. Keeps those that have since been promised to others on top of them.
     *
     * @param then the limit at which they were taken
     */
    void giveBack(int n, long act, double then, long now) {
        if (act >= now) {
            giveBackUnused(n, act, then, now);
        }
    }

    /**
     * Gives tokens back as {@link #giveBack} does, even if the moment has passed: the events did
     * not happen.
     */
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

    /** Returns how many tokens are added in that time; none in a negative one. */
    private static double tokensIn(double limit, long nanos) {
        return limit <= 0 || nanos <= 0 ? 0 : nanos / NANOS_PER_SECOND * limit;
    }

    /** Returns how long it takes to add that many tokens. */
    private static long nanosFor(double limit, double tokens) {
        // A double that is too large for a long becomes NEVER.
        return limit <= 0 ? NEVER : (long) (tokens / limit * NANOS_PER_SECOND);
    }
}
