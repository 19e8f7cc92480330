package dev.jopher.bench.worker;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The "local work" of Go's benchmarks, n steps of about four cycles. They double and halve there,
 * which some compilers shorten; so they do with n times multiplying and adding.
 */
public final class Work {
    /**
     * Zero; a variable, or the JIT would know the result of all work beforehand. Go's worker has
     * the same (work.go).
     */
    private static long zero;

    private Work() {}

    /** Returns what work starts with. */
    public static long start() {
        return zero;
    }

    /** Uses the result of work, so that the JIT cannot leave the work out. */
    public static void keep(long foo) {
        if (foo == 42) {
            zero = foo;
        }
    }

    public static long work(long start, int n) {
        long foo = start;
        for (int i = 0; i < n; i++) {
            foo ^= foo << 13;
            foo ^= foo >>> 7;
        }
        return foo;
    }

    /**
     * Works until {@code stop} is set, at the latest until {@code System.nanoTime()} is
     * {@code end}.
     */
    public static void until(AtomicBoolean stop, long end) {
        long foo = start();
        while (!stop.get() && System.nanoTime() < end) {
            foo = work(foo, 10_000);
        }
        keep(foo);
    }
}
