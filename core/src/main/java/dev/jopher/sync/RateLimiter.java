package dev.jopher.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.DeadlineExceededException;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.base.SpinLock;
import dev.jopher.internal.base.StackRoom;

/**
 * Limits how often events may happen: Go's {@code golang.org/x/time/rate.Limiter}. A bucket holds
 * up to {@code burst} tokens. It is full at first and gets {@code limit} tokens per second; an
 * event takes one.
 *
 * {@snippet :
 * var limiter = new RateLimiter(10, 3); // three at once, ten a second
 * for (var job : jobs) {
 *     limiter.await();
 *     handle(job);
 * }
 * }
 *
 * <p>If there are not enough tokens, {@code await} waits, {@code allow} returns false, and {@code
 * reserve} returns how long to wait. A goroutine that waits has its tokens already: first come,
 * first served. A limit of 0 allows the burst and nothing after it; with {@link #INF} the burst is
 * ignored.
 *
 * <p>An event does not happen-before any other: this is no lock.
 */
public final class RateLimiter {
    /** No limit. */
    public static final double INF = Double.POSITIVE_INFINITY;

    /** The delay of events that will never be allowed: 292 years. */
    public static final Duration INF_DURATION = Duration.ofNanos(TokenBucket.NEVER);

    private static final long FARTHEST = 1L << 61;

    private final RateClock clock;
    private final long start;
    private final Instant startTime;
    private final SpinLock lock = new SpinLock();
    private final TokenBucket bucket;

    /**
     * Makes a limiter with a full bucket.
     *
     * @param perSecond how many events per second; 0 or less adds none to the burst
     * @param burst how many events at once
     * @throws IllegalArgumentException if {@code perSecond} is not a number
     */
    public RateLimiter(double perSecond, int burst) {
        this(perSecond, burst, RateClock.RUNTIME);
    }

    RateLimiter(double perSecond, int burst, RateClock clock) {
        this.clock = clock;
        this.start = clock.nanoTime();
        this.startTime = clock.now();
        this.bucket = new TokenBucket(checkLimit(perSecond), burst, 0);
    }

    /**
     * Returns the limit that allows an event every {@code interval}; {@link #INF} if that is not
     * positive.
     */
    @CheckReturnValue
    public static double every(Duration interval) {
        return interval.isPositive()
                ? 1 / (interval.getSeconds() + interval.getNano() / 1e9)
                : INF;
    }

    /**
     * Returns the time since the limiter was made, so that all moments are far from overflowing.
     */
    private long now() {
        return clock.nanoTime() - start;
    }

    /**
     * Converts a moment of the caller's. It is cut at 73 years from the start, in both directions.
     */
    private long at(Instant t) {
        long nanos = TimeUnit.NANOSECONDS.convert(Duration.between(startTime, t));
        return Math.clamp(nanos, -FARTHEST, FARTHEST);
    }

    private void lock() {
        lock.lock();
        if (RaceEvents.ON) {
            RaceEvents.acquire(this);
        }
    }

    private void unlock() {
        if (RaceEvents.ON) {
            RaceEvents.release(this);
        }
        lock.unlock();
    }

    // ---- allow and reserve ----------------------------------------------------------------------

    /** Calls {@link #allow(int) allow(1)}. */
    @CheckReturnValue
    public boolean allow() {
        return allow(1);
    }

    /**
     * Takes the tokens of {@code n} events if they may happen now. For events that are dropped if
     * there are too many. Does not wait.
     *
     * @return whether the events may happen
     * @throws IllegalArgumentException "rate: n &lt; 0"
     */
    @CheckReturnValue
    public boolean allow(int n) {
        return allow(n, now());
    }

    /**
     * Takes the tokens of {@code n} events if they may happen at {@code t}: Go's {@code AllowN(t,
     * n)}. For events that carry their own times, such as those of a log, and for tests. See {@link
     * #reserve(Instant, int)}.
     *
     * @return whether the events may happen
     * @throws IllegalArgumentException "rate: n &lt; 0"
     */
    @CheckReturnValue
    public boolean allow(Instant t, int n) {
        return allow(n, at(t));
    }

    private boolean allow(int n, long now) {
        checkEvents(n);
        StackRoom.check();
        lock();
        try {
            return bucket.take(n, now, 0) != TokenBucket.REFUSED;
        } finally {
            unlock();
        }
    }

    /** Calls {@link #reserve(int) reserve(1)}. */
    @CheckReturnValue
    public Reservation reserve() {
        return reserve(1);
    }

    /**
     * Takes the tokens of {@code n} events that will happen after the reservation's {@link
     * Reservation#delay delay}. Does not wait. The reservation is not {@link Reservation#ok ok} if
     * {@code n} is more than the burst.
     *
     * @throws IllegalArgumentException "rate: n &lt; 0"
     */
    @CheckReturnValue
    public Reservation reserve(int n) {
        return reserve(n, now());
    }

    /**
     * Reserves as {@link #reserve(int)} does, as if it were {@code t} now: Go's {@code
     * ReserveN(t, n)}. The times may go backwards from call to call; then no tokens are added.
     * They are compared with the system's clock as it was when the limiter was made: if that has
     * been set since, methods with and without a time do not agree.
     *
     * @throws IllegalArgumentException "rate: n &lt; 0"
     */
    @CheckReturnValue
    public Reservation reserve(Instant t, int n) {
        return reserve(n, at(t));
    }

    private Reservation reserve(int n, long now) {
        checkEvents(n);
        StackRoom.check();
        lock();
        try {
            long act = bucket.take(n, now, TokenBucket.NEVER);
            return new Reservation(this, n, act, bucket.limit());
        } finally {
            unlock();
        }
    }

    long nanosUntil(Reservation r) {
        return Math.max(0, r.act - now());
    }

    long nanosUntil(Reservation r, Instant t) {
        return Math.max(0, r.act - at(t));
    }

    void cancel(Reservation r) {
        cancel(r, now());
    }

    void cancel(Reservation r, Instant t) {
        cancel(r, at(t));
    }

    private void cancel(Reservation r, long now) {
        StackRoom.check();
        lock();
        try {
            if (!r.canceled) {
                r.canceled = true;
                bucket.giveBack(r.n, r.act, r.limit, now);
            }
        } finally {
            unlock();
        }
    }

    /**
     * Returns the tokens of an abandoned wait: the events do not happen, even if their moment has
     * come by now.
     */
    private void giveUp(Reservation r) {
        lock();
        try {
            bucket.giveBackUnused(r.n, r.act, r.limit, now());
        } finally {
            unlock();
        }
    }

    // ---- await ----------------------------------------------------------------------------------

    /** Calls {@link #await(int) await(1)}. */
    public void await() {
        await(1);
    }

    /** Calls {@link #await(Context, int) await(ctx, 1)}. */
    public void await(Context ctx) {
        await(ctx, 1);
    }

    /**
     * Waits until {@code n} events may happen.
     *
     * @throws IllegalArgumentException "rate: Wait(n=N) exceeds limiter's burst B", because no wait
     *     would help; "rate: n &lt; 0"
     * @throws UncheckedInterruptedException if interrupted while it would wait; the tokens are
     *     given back
     */
    public void await(int n) {
        await(Context.background(), n);
    }

    /**
     * Waits until {@code n} events may happen, unless {@code ctx} is done first. If its deadline
     * comes before their time, fails at once and does not wait.
     *
     * @throws ContextException the context's error; the tokens are given back
     * @throws DeadlineExceededException "rate: Wait(n=N) would exceed context deadline": the
     *     context is not done yet
     * @throws IllegalArgumentException "rate: Wait(n=N) exceeds limiter's burst B"; "rate: n &lt;
     *     0"
     * @throws UncheckedInterruptedException if interrupted while it would wait; the tokens are
     *     given back
     */
    public void await(Context ctx, int n) {
        checkEvents(n);
        boolean done = ctx.err() != null;
        long longest = longestWait(ctx);
        Reservation r = reserveWithin(longest, n, done);
        if (done) {
            throw ContextException.of(ctx);
        }
        if (!r.ok()) {
            throw new DeadlineExceededException(
                    "rate: Wait(n=" + n + ") would exceed context deadline");
        }
        sleep(ctx, r);
    }

    /** Calls {@link #await(int, Duration) await(1, d)}. */
    @CheckReturnValue
    public boolean await(Duration d) {
        return await(1, d);
    }

    /**
     * Waits until {@code n} events may happen, if that is not later than in {@code d}. Otherwise
     * does not wait, and takes no tokens.
     *
     * @return whether the events may happen
     * @throws IllegalArgumentException "rate: Wait(n=N) exceeds limiter's burst B"; "rate: n &lt;
     *     0"
     * @throws UncheckedInterruptedException if interrupted while it would wait; the tokens are
     *     given back
     */
    @CheckReturnValue
    public boolean await(int n, Duration d) {
        checkEvents(n);
        long longest = Math.max(0, TimeUnit.NANOSECONDS.convert(d));
        Reservation r = reserveWithin(longest, n, false);
        if (r.ok()) {
            sleep(Context.background(), r);
        }
        return r.ok();
    }

    private long longestWait(Context ctx) {
        Instant deadline = ctx.deadline();
        return deadline == null
                ? TokenBucket.NEVER
                : TimeUnit.NANOSECONDS.convert(Duration.between(clock.now(), deadline));
    }

    /** Reserves nothing if {@code done}; but more than the burst is a mistake in either case. */
    private Reservation reserveWithin(long longest, int n, boolean done) {
        StackRoom.check();
        lock();
        try {
            if (bucket.isTooSmallFor(n)) {
                throw new IllegalArgumentException(
                        "rate: Wait(n=" + n + ") exceeds limiter's burst " + bucket.burst());
            }
            long act = done ? TokenBucket.REFUSED : bucket.take(n, now(), longest);
            return new Reservation(this, n, act, bucket.limit());
        } finally {
            unlock();
        }
    }

    private void sleep(Context ctx, Reservation r) {
        Duration delay = r.delay();
        if (delay.isZero()) {
            return;
        }
        try {
            clock.sleep(ctx, delay);
        } catch (Throwable e) {
            giveUp(r);
            throw e;
        }
    }

    // ---- limit and burst ------------------------------------------------------------------------

    /** Returns how many events per second are allowed. */
    public double limit() {
        StackRoom.check();
        lock();
        try {
            return bucket.limit();
        } finally {
            unlock();
        }
    }

    /** Returns how many events may happen at once. */
    public int burst() {
        StackRoom.check();
        lock();
        try {
            return bucket.burst();
        } finally {
            unlock();
        }
    }

    /**
     * Returns how many tokens there are now; negative if some are promised to goroutines that wait.
     */
    public double tokens() {
        StackRoom.check();
        lock();
        try {
            return bucket.tokensAt(now());
        } finally {
            unlock();
        }
    }

    /**
     * Returns how many tokens there are at {@code t}: Go's {@code TokensAt}. See {@link
     * #reserve(Instant, int)}.
     */
    public double tokens(Instant t) {
        StackRoom.check();
        lock();
        try {
            return bucket.tokensAt(at(t));
        } finally {
            unlock();
        }
    }

    /**
     * Sets how many events per second are allowed. A wait or a reservation keeps its moment.
     *
     * @throws IllegalArgumentException if {@code perSecond} is not a number
     */
    public void setLimit(double perSecond) {
        checkLimit(perSecond);
        StackRoom.check();
        lock();
        try {
            bucket.setLimit(perSecond, now());
        } finally {
            unlock();
        }
    }

    /** Sets how many events may happen at once. A wait or a reservation keeps its moment. */
    public void setBurst(int burst) {
        StackRoom.check();
        lock();
        try {
            bucket.setBurst(burst, now());
        } finally {
            unlock();
        }
    }

    private static double checkLimit(double perSecond) {
        if (Double.isNaN(perSecond)) {
            throw new IllegalArgumentException("rate: limit is not a number");
        }
        return perSecond;
    }

    private static void checkEvents(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("rate: n < 0");
        }
    }
}
