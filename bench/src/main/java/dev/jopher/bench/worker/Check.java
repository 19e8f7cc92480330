package dev.jopher.bench.worker;

/** A row that does something else than it should must not count. */
public final class Check {
    private Check() {}

    public static void that(boolean isSo) {
        if (!isSo) {
            throw new IllegalStateException("a wrong result");
        }
    }

    /** Checks that {@code p} is the nth prime, for the one n that is measured. */
    public static void prime(int n, int p) {
        that(n != 2000 || p == 17_389);
    }
}
