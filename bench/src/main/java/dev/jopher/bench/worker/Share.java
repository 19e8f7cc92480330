package dev.jopher.bench.worker;

/**
 * One goroutine's part; it takes a grain at a time, so that the counter is no bottleneck. Go's
 * {@code testing.PB}.
 */
public final class Share {
    private final Shares shares;
    private long left;

    Share(Shares shares) {
        this.shares = shares;
    }

    /** Returns whether there is one more to do. */
    public boolean next() {
        return left-- > 0 || take();
    }

    private boolean take() {
        long grain = shares.grain();
        long last = shares.handedOut().addAndGet(grain);
        left = Math.min(grain, shares.n() + grain - last) - 1;
        return left >= 0;
    }
}
