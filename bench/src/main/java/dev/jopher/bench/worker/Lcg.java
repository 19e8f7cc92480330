package dev.jopher.bench.worker;

/**
 * Numbers that look like chance, and are the same in each runtime: a linear congruential generator
 * of 64 bits. Go's worker has the same ({@code lcg.go}).
 */
public final class Lcg {
    private long state;

    public Lcg(long seed) {
        state = seed;
        step(); // the first numbers of neighbouring seeds are too much alike
    }

    private long step() {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return state;
    }

    /** Returns a number from 0 to {@code n - 1}. */
    public int below(int n) {
        return (int) ((step() >>> 33) % n);
    }

    /** Returns a number from 0 to 1, without 1. */
    public double unit() {
        return (step() >>> 11) * 0x1p-53;
    }
}
