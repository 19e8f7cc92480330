package dev.jopher.sync;

/**
 * A number that stands for a thread in the upper bits of a word. The fingerprints of several
 * threads are added up there; when only one is left, it yields the id of its thread.
 *
 * <p>An example. Threads 5 and 7 lock a mutex for reading, so the word holds f(5) + f(7). Thread 5
 * unlocks and subtracts f(5). The word then holds f(7), and {@link #threadId} returns 7.
 *
 * <p>Why not the plain id: a thread may unlock for another one. If thread 6 subtracts its own
 * number, then 5 + 7 - 6 is 6, and thread 6 would be named though it never locked. Spread over 36
 * bits, f(5) + f(7) - f(6) is, with near certainty, the fingerprint of no living thread.
 */
final class ThreadFingerprint {
    /** Number of low bits that are free for other uses. */
    static final int SHIFT = 28;

    private static final int BITS = Long.SIZE - SHIFT;
    private static final long MASK = (1L << BITS) - 1;

    /**
     * Two to the 64th, divided by the golden ratio. Odd, so that the multiplication can be undone.
     */
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

    /**
     * Returns the id of the thread whose fingerprint is in {@code word}. Distinguishes the first 69
     * billion threads.
     */
    static long threadId(long word) {
        long m = word >>> SHIFT;
        return (m ^ m >>> BITS / 2) * SPREAD_BACK & MASK;
    }
}
