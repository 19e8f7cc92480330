package dev.jopher.cli.top;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The program that is watched.
 *
 * @param program what it runs
 */
public record Watched(long pid, String program) {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /** Returns what is shown of {@code seen} now. */
    Header.Moment at(Watch.Seen seen, Duration interval, String trouble) {
        long up = info().flatMap(ProcessHandle.Info::startInstant)
                .map(start -> Duration.between(start, Instant.now()).toMillis()).orElse(-1L);
        return new Header.Moment(this, seen.snapshot(), seen.rates(),
                CLOCK.format(seen.time()), up, interval,
                seen.step(interval), trouble);
    }

    /** Returns how much time of processors it has taken; -1 if that is not known. */
    long cpuNanos() {
        return info().flatMap(ProcessHandle.Info::totalCpuDuration).map(Duration::toNanos)
                .orElse(-1L);
    }

    private Optional<ProcessHandle.Info> info() {
        return ProcessHandle.of(pid).map(ProcessHandle::info);
    }
}
