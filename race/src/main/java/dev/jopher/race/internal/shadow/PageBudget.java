package dev.jopher.race.internal.shadow;

/**
 * Bounds the memory for the pages of large arrays. Elements without a page are not checked: a race
 * may be missed, and is never invented.
 */
final class PageBudget {
    private static final long BYTES = Math.max(1 << 26, Runtime.getRuntime().maxMemory() / 3);

    private static long taken;

    /** What has been refused since the last count. */
    private static long refused;
    private static long skipped;

    /** How often there was no memory after a count. */
    private static int failures;

    private PageBudget() {}

    static synchronized boolean take(int bytes) {
        if (taken + bytes > BYTES && !recount(bytes)) {
            skipped++;
            return false;
        }
        taken += bytes;
        return true;
    }

    /** Finds out what arrays that are garbage have left, but not too often. */
    private static boolean recount(int bytes) {
        refused += bytes;
        if (refused < BYTES / 16) {
            return false;
        }
        refused = 0;
        taken = ShadowTable.largeBytes();
        if (taken + bytes > BYTES && Integer.bitCount(++failures) == 1) {
            // Arrays that are garbage count until the collector finds that, which may take long.
            System.gc();
            taken = ShadowTable.largeBytes();
        }
        return taken + bytes <= BYTES;
    }

    /** Returns how often a page was not made. */
    static synchronized long skipped() {
        return skipped;
    }
}
