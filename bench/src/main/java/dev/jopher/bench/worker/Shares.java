package dev.jopher.bench.worker;

import java.util.concurrent.atomic.AtomicLong;

/** Hands out {@code n} iterations; Go's {@code RunParallel}. */
public record Shares(AtomicLong handedOut, long n, long grain) {
    /** Returns the share of one goroutine. */
    public Share share() {
        return new Share(this);
    }
}
