package dev.jopher.race.internal.clock;

/**
 * The layout of a shadow word: which thread accessed a variable last, when, and where.
 *
 * <pre>
 *   63      62 ... 46      45 ... 20      19 ... 0
 *   set?    slot (17)      clock (26)     site (20)
 * </pre>
 *
 * <p>The <em>slot</em> is the thread's index in all vector clocks, the <em>clock</em> is its own
 * time, which advances with each release, and the <em>site</em> is the place in the source. Slot
 * and clock together are the <em>epoch</em> of FastTrack (Flanagan and Freund, PLDI 2009). The word
 * 0 says "never accessed". A negative word of reads is the complement of the number of a
 * {@code ReadSet}: several threads have read.
 *
 * <p>All three are in one word, which is written at once. So a thread that reads a word sees one
 * access that has really happened, with its right place.
 */
public final class Epoch {
    public static final int SITE_BITS = 20;
    public static final int CLOCK_BITS = 26;
    public static final int SLOT_BITS = 17;

    /** One more than the largest of each. */
    public static final int SITES = 1 << SITE_BITS;
    public static final int CLOCKS = 1 << CLOCK_BITS;
    public static final int SLOTS = 1 << SLOT_BITS;

    private Epoch() {}

    /** Returns the epoch: a word without its site, shifted right. Not 0: clocks begin at 1. */
    public static long of(int slot, int clock) {
        return (long) slot << CLOCK_BITS | clock;
    }

    public static int slot(long epoch) {
        return (int) (epoch >>> CLOCK_BITS);
    }

    public static int clock(long epoch) {
        return (int) epoch & CLOCKS - 1;
    }

    public static long word(long epoch, int site) {
        return epoch << SITE_BITS | site;
    }

    public static long epochOf(long word) {
        return word >>> SITE_BITS;
    }

    public static int slotOf(long word) {
        return (int) (word >>> SITE_BITS + CLOCK_BITS) & SLOTS - 1;
    }

    public static int clockOf(long word) {
        return (int) (word >>> SITE_BITS) & CLOCKS - 1;
    }

    public static int siteOf(long word) {
        return (int) word & SITES - 1;
    }
}
