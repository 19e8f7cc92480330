package dev.jopher.race.internal.shadow;

/**
 * Bounds the memory for the shadows of large arrays. Elements without a page are not checked: a
 * race may be missed, and is never invented.
 *
 * <p>What an array that is garbage took counts until the next count, and is held until then.
 */
final class PageBudget {
    private static final long BYTES = Runtime.getRuntime().maxMemory() / 3;

    /** How much is asked for, at least, between two counts. */
    private static final long STEP = BYTES / 16;

    private static long taken;

    /** What has been asked for since the last count. */
    private static long asked;
    private static long skipped;

    /** How often there was no memory after a count, since a collection has freed much. */
    private static int failures;

    private PageBudget() {}

    static synchronized boolean take(int bytes) {
        asked += bytes;
        if (taken + bytes > BYTES && !recount(bytes)) {
            skipped++;
            return false;
        }
        taken += bytes;
        return true;
    }

    /** Finds out what arrays that are garbage have left, but not too often. */
    private static boolean recount(int bytes) {
        if (asked < STEP) {
            return false;
        }
        asked = 0;
        taken = ShadowTable.sweepLarge();
        if (taken > BYTES - STEP && Integer.bitCount(++failures) == 1) {
            // Arrays that are garbage count until the collector finds that, which may take long.
            System.gc();
            taken = ShadowTable.sweepLarge();
            if (taken < BYTES / 2) {
                failures = 0; // worth its time, also the next time
            }
        }
        return taken + bytes <= BYTES;
    }

    /** Returns how often a page, or the whole shadow of an array, was not made. */
    static synchronized long skipped() {
        return skipped;
    }
}
