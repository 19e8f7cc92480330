package dev.jopher.sync;

/**
 * What stands for a thread in the upper bits of a word, where the marks of several are added up: when one is left, it tells
 * who. Not the thread's id: if one gives back for another, what is left over must be nobody's, and 5 + 7 - 6 would be.
 */
final class ThreadFingerprint {
    /** The bits below are free for others. */
    static final int SHIFT = 28;

    private static final int BITS = Long.SIZE - SHIFT;
    private static final long MASK = (1L << BITS) - 1;

    /** Odd, so that it can be undone: two to the 64th, by the golden ratio. */
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private static final long SPREAD_BACK = 0xf1de83e19937733dL;

    private ThreadFingerprint() {}

    static long of(Thread thread) {
        return of(thread.threadId());
    }

    static long of(long id) {
        long m = id * SPREAD & MASK;
        return (m ^ m >>> BITS / 2) << SHIFT;
    }

    /** The id of the one whose mark stands in {@code word}; the first 69 billion threads are told apart. */
    static long threadId(long word) {
        long m = word >>> SHIFT;
        return (m ^ m >>> BITS / 2) * SPREAD_BACK & MASK;
    }
}
