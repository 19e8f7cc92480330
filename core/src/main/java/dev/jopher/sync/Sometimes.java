package dev.jopher.sync;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.UncheckedInterruptedException;

/**
 * Does something now and then: Go's {@code golang.org/x/time/rate.Sometimes}.
 *
 * {@snippet :
 * var now = new Sometimes().first(3).interval(Duration.ofSeconds(10));
 * for (var job : jobs) {
 *     now.run(() -> report(job)); // the first three, and then one in ten seconds
 *     handle(job);
 * }
 * }
 *
 * <p>The first call always runs its function; a later one does if {@link #first}, {@link #every} or {@link
 * #interval} says so. Set these before the first call. Functions run one at a time, and each happens-before
 * the next: so they should be short, and must not call {@code run} themselves, which would wait for ever.
 */
public final class Sometimes {
    private final RateClock clock;
    private final Semaphore lock = new Semaphore(1);

    private int first;
    private int every;
    private long interval;

    private long count;
    private long last;

    /** Makes one that only runs the very first function. */
    public Sometimes() {
        this(RateClock.RUNTIME);
    }

    Sometimes(RateClock clock) {
        this.clock = clock;
    }

    /** The first {@code n} calls run their functions; 0 or less says nothing. */
    public Sometimes first(int n) {
        first = n;
        return this;
    }

    /** The first call and then each {@code n}th run their functions; 0 or less says nothing. */
    public Sometimes every(int n) {
        every = n;
        return this;
    }

    /**
     * A call runs its function if {@code d} has passed since the end of the last that was run; zero or less says
     * nothing.
     */
    public Sometimes interval(Duration d) {
        interval = TimeUnit.NANOSECONDS.convert(d);
        return this;
    }

    /**
     * Runs {@code f} if it is time. Waits while another call's function runs.
     *
     * @throws UncheckedInterruptedException if interrupted while it would wait; {@code f} is not run and the call
     *     does not count
     */
    public void run(Runnable f) {
        lock.acquire();
        runLocked(f);
    }

    /**
     * As {@link #run(Runnable)}, unless {@code ctx} is done before.
     *
     * @throws ContextException the context's error; {@code f} is not run and the call does not count
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
