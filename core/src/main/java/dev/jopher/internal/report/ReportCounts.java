package dev.jopher.internal.report;

import java.util.concurrent.atomic.AtomicLong;

/** How often this JVM has found each kind of failure, for metrics. */
public final class ReportCounts {
    /** Reports of deadlocks, of a whole program or of a part of one. */
    public static final AtomicLong DEADLOCKS = new AtomicLong();

    /** Goroutines that were found leaked. */
    public static final AtomicLong LEAKS = new AtomicLong();

    private ReportCounts() {}
}
