package dev.jopher;

import java.time.Duration;
import java.time.Instant;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.internal.program.Rehearsal;

/**
 * Sends the time at intervals: Go's {@code time.Ticker}. Ticks that are not received in time are
 * dropped. An unreachable ticker is collected, stopped or not.
 *
 * {@snippet :
 * try (var ticker = new Ticker(Duration.ofMillis(100))) { // defer ticker.Stop()
 *     for (var at : ticker.channel()) {
 *         report(at);
 *     }
 * }
 * }
 */
public final class Ticker implements AutoCloseable {
    private final ChannelTimer timer;

    /**
     * Makes a ticker that ticks every {@code d}, first when {@code d} has passed.
     *
     * @throws IllegalArgumentException "non-positive interval for NewTicker"
     */
    public Ticker(Duration d) {
        long nanos = positive(d, "non-positive interval for NewTicker");
        Rehearsal.once();
        timer = new ChannelTimer(nanos, nanos);
    }

    /**
     * Returns the channel to which the times of the ticks are sent; never closed. It seems
     * unbuffered: len and cap are 0.
     */
    @CheckReturnValue
    public ReceiveChannel<Instant> channel() {
        return timer.channel;
    }

    /**
     * Stops the ticks, including one that has come and was not received. Does not close the
     * channel.
     */
    public void stop() {
        boolean unused = timer.stop();
    }

    /**
     * Ticks every {@code d} from now on.
     *
     * @throws IllegalArgumentException "non-positive interval for Ticker.Reset"
     */
    public void reset(Duration d) {
        long nanos = positive(d, "non-positive interval for Ticker.Reset");
        boolean unused = timer.reset(nanos, nanos);
    }

    /** Calls {@link #stop}, for try-with-resources. */
    @Override
    public void close() {
        stop();
    }

    private static long positive(Duration d, String otherwise) {
        if (!d.isPositive()) {
            throw new IllegalArgumentException(otherwise);
        }
        return Durations.nanos(d);
    }
}
