package dev.jopher;

import dev.jopher.internal.leak.PeriodicLeakFinder;

/**
 * The periodic search that {@link Leaks#monitor} has begun.
 *
 * {@snippet :
 * try (var _ = Leaks.monitor(Duration.ofMinutes(10), leaks -> leaks.forEach(IO::println))) {
 *     Go.sleep(Duration.ofHours(8));
 * }
 * }
 */
public final class LeakMonitor implements AutoCloseable {
    private final PeriodicLeakFinder search;

    LeakMonitor(PeriodicLeakFinder search) {
        this.search = search;
    }

    /**
     * Ends the searches. Waits for one that is under way, which takes two collections of garbage
     * and may still report.
     */
    @Override
    public void close() {
        search.close();
    }
}
