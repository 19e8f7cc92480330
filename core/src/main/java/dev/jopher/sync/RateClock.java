package dev.jopher.sync;

import java.time.Duration;
import java.time.Instant;

import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.Go;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.internal.sched.GoRuntime;

/** The clock of rate limits; a seam, so that tests need not wait. */
interface RateClock {
    /** The clock outside of tests. */
    RateClock RUNTIME = new RateClock() {
        @Override
        public long nanoTime() {
            return GoRuntime.scheduler().nanoTime();
        }

        @Override
        public Instant now() {
            return GoRuntime.scheduler().now();
        }

        @Override
        public void sleep(Context ctx, Duration d) {
            Go.sleep(ctx, d);
        }
    };

    /** Returns the nanoseconds since some fixed moment. */
    long nanoTime();

    /** Returns the time of day, in which contexts have their deadlines. */
    Instant now();

    /**
     * Waits for {@code d}, or until {@code ctx} is done.
     *
     * @throws ContextException the context's error
     * @throws UncheckedInterruptedException if interrupted while it waits
     */
    void sleep(Context ctx, Duration d);
}
