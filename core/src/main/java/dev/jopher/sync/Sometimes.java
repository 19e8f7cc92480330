package dev.jopher.sync;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.UncheckedInterruptedException;

/**
 * Runs a function now and then: Go's {@code golang.org/x/time/rate.Sometimes}.
 *
 * {@snippet :
 * var now = new Sometimes().first(3).interval(Duration.ofSeconds(10));
 * for (var job : jobs) {
 *     now.run(() -> report(job)); // the first three, and then one in ten seconds
 *     handle(job);
 * }
 * }
 *
 * <p>The first call always runs its function; a later one does if {@link #first}, {@link #every} or
 * {@link #interval} says so. Set these before the first call. Functions run one at a time, and each
 * happens-before the next. So they should be short. They must not call {@code run} themselves,
 * which would wait forever.
 */
public final class Sometimes {
    private final RateClock clock;
    private final Semaphore lock = new Semaphore(1);

    private int first;
    private int every;
    private long interval;

    private long count;
    private long last;

    /** Makes one that runs only the very first function. */
    public Sometimes() {
        this(RateClock.RUNTIME);
    }

    Sometimes(RateClock clock) {
        this.clock = clock;
    }

    /** Lets the first {@code n} calls run their functions; 0 or less has no effect. */
    public Sometimes first(int n) {
        first = n;
        return this;
    }

    /**
     * Lets the first call and then each {@code n}th one run their functions; 0 or less has no
     * effect.
     */
    public Sometimes every(int n) {
        every = n;
        return this;
    }

    /**
     * Lets a call run its function if {@code d} has passed since the last one ended; zero or less
     * has no effect.
     */
    public Sometimes interval(Duration d) {
        interval = TimeUnit.NANOSECONDS.convert(d);
        return this;
    }

    /**
     * Runs {@code f} if it is time. Waits while another call's function runs.
     *
     * @throws UncheckedInterruptedException if interrupted while it would wait; {@code f} is not
     *     run and the call does not count
     */
    public void run(Runnable f) {
        lock.acquire();
        runLocked(f);
    }

    /**
     * Runs {@code f} as {@link #run(Runnable)} does, unless {@code ctx} is done before.
     *
     * @throws ContextException the context's error; {@code f} is not run and the call does not
     *     count
     */
    public void run(Context ctx, Runnable f) {
        lock.acquire(ctx);
        runLocked(f);
    }

    private void runLocked(Runnable f) {
        try {
            if (isTime()) {
                f.run();
                last = clock.nanoTime();
            }
            count++;
        } finally {
            lock.release();
        }
    }

    private boolean isTime() {
        return count == 0
                || count < first
                || every > 0 && count % every == 0
                || interval > 0 && clock.nanoTime() - last >= interval;
    }
}
