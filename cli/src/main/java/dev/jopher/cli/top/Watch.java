package dev.jopher.cli.top;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Makes moments of what the program answers: compares each snapshot with the one before. Used by
 * one thread.
 */
final class Watch {
    /** The program spends at most one part in so many on answering. */
    private static final int SHARE = 20;

    /** Between the first counters and the first snapshot, so that there are rates at once. */
    private static final Duration FIRST = Duration.ofMillis(200);

    private final Source source;
    private final LongSupplier cpuNanos;
    private @Nullable Snapshot last;
    private long lastCpu;

    /** @param cpuNanos how much time of processors the program has taken; -1 if unknown */
    Watch(Source source, LongSupplier cpuNanos) {
        this.source = source;
        this.cpuNanos = cpuNanos;
    }

    /**
     * What was seen.
     *
     * @param time of the day
     * @param isFirst whether the program loaded classes for it, so that it took longer than the
     *        next one will
     */
    record Seen(Snapshot snapshot, Rates rates, LocalTime time, boolean isFirst) {
        /** Returns how long to wait from one question to the next. */
        Duration step(Duration interval) {
            Duration least =
                    Duration.ofNanos(isFirst ? 0 : snapshot.pass().nanos() * SHARE);
            return interval.compareTo(least) >= 0 ? interval : least;
        }
    }

    /** Asks the program once. */
    Seen next() throws IOException, InterruptedException {
        Snapshot before = last;
        long cpuBefore = lastCpu;
        boolean isFirst = before == null;
        if (before == null) {
            before = source.ask(true);
            cpuBefore = cpuNanos.getAsLong();
            Thread.sleep(FIRST);
        }
        Snapshot now = source.ask(false);
        long cpu = cpuNanos.getAsLong();
        last = now;
        lastCpu = cpu;
        return new Seen(now, Rates.between(before, now,
                cpu < 0 || cpuBefore < 0 ? -1 : cpu - cpuBefore), LocalTime.now(), isFirst);
    }
}
