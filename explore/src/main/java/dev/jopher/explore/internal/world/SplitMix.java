package dev.jopher.explore.internal.world;

/**
 * Random numbers that depend on a seed alone (Steele, Lea, Flood: Fast Splittable Pseudorandom
 * Number Generators, OOPSLA 2014). {@code java.util.SplittableRandom} would do, but the explorer
 * controls that class for the program.
 */
public final class SplitMix {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    public SplitMix(long seed) {
        this.state = seed;
    }

    /** Returns a seed for the {@code n}-th of several independent streams. */
    public static long mix(long seed, long n) {
        return finish(seed + GAMMA * (n + 1));
    }

    public long next() {
        state += GAMMA;
        return finish(state);
    }

    /** Returns a number from 0 to {@code bound - 1}. */
    public int next(int bound) {
        return (int) ((next() >>> 32) * bound >>> 32);
    }

    private static long finish(long z) {
        long a = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ a >>> 27) * 0x94D049BB133111EBL;
        return b ^ b >>> 31;
    }
}
