package dev.jopher.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import dev.jopher.Context;
import dev.jopher.ContextException;

/** A clock that moves by command, and when its one user sleeps. */
final class FakeClock implements RateClock {
    /** So far in the future that no real timer for it fires. */
    private static final Instant START = Instant.parse("2100-01-01T00:00:00Z");

    /** So that it overflows in a tenth of a second. */
    private static final long START_NANOS = Long.MAX_VALUE - 100_000_000;

    private final TreeMap<Long, Runnable> events = new TreeMap<>();
    private long nanos;

    @Override
    public long nanoTime() {
        return START_NANOS + nanos;
    }

    @Override
    public Instant now() {
        return START.plusNanos(nanos);
    }

    /** How long since it was made. */
    Duration passed() {
        return Duration.ofNanos(nanos);
    }

    void advance(Duration d) {
        nanos += d.toNanos();
    }

    /** Runs {@code event} in the sleep that {@code d} from now falls into. */
    void at(Duration d, Runnable event) {
        events.put(nanos + d.toNanos(), event);
    }

    @Override
    public void sleep(Context ctx, Duration d) {
        long end = nanos + d.toNanos();
        ContextException.throwIfDone(ctx);
        while (!events.isEmpty() && events.firstKey() < end) {
            Map.Entry<Long, Runnable> event = events.pollFirstEntry();
            nanos = event.getKey();
            event.getValue().run();
            ContextException.throwIfDone(ctx);
        }
        nanos = end;
    }
}
