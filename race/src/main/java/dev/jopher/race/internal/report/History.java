package dev.jopher.race.internal.report;

import java.lang.StackWalker.StackFrame;
import java.util.Arrays;
import java.util.List;

import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;
import org.jspecify.annotations.Nullable;

/**
 * The stacks of some past accesses. A shadow word has the place of the access and no stack, because
 * a stack costs microseconds. So the first {@value #FIRST} stacks of each place are recorded, and
 * then each time the number of accesses has doubled. Only accesses on the slow path count: one per
 * thread, variable and epoch.
 *
 * <p>The table has a fixed size, and a new stack replaces the one in its place. A stack is found by
 * the whole shadow word, so a report shows that of the access itself, or none.
 *
 * <p>All of it is unsynchronised. A lost update loses a stack; an entry is immutable.
 */
public final class History {
    private static final int FIRST = 16;
    private static final int DEPTH = 7;
    private static final int SIZE = 1 << 14;

    private static final @Nullable Entry[] TABLE = new Entry[SIZE];

    /** By place. Replaced when it grows. */
    private static int[] accesses = new int[1024];

    private History() {}

    /** @param locks those that the thread held; null if that is not known */
    private record Entry(long word, List<StackFrame> frames, @Nullable HeldLocks locks) {}

    /**
     * Records an access that the current thread is about to make, on the slow path.
     *
     * @param site the place
     */
    public static void record(ShadowThread t, int site) {
        int[] counts = accesses;
        if (site >= counts.length) {
            counts = grow(site);
        }
        int n = ++counts[site];
        if (n <= FIRST || (n & n - 1) == 0) {
            record(Epoch.word(t.epoch, site), t);
        }
    }

    private static void record(long word, ShadowThread t) {
        boolean inside = t.inside;
        t.inside = true;
        try {
            Identity.of(t);
            TABLE[index(word)] = new Entry(word, Stacks.frames(DEPTH), HeldLocks.of(t.trail));
        } finally {
            t.inside = inside;
        }
    }

    private static synchronized int[] grow(int site) {
        if (site >= accesses.length) {
            accesses = Arrays.copyOf(accesses, Math.max(site + 1, 2 * accesses.length));
        }
        return accesses;
    }

    private static int index(long word) {
        return (int) (word * 0x9e3779b97f4a7c15L >>> 40) & SIZE - 1;
    }

    /** Returns the stack of the access of {@code word}; empty if it is not known. */
    static List<StackTraceElement> stack(long word) {
        Entry e = TABLE[index(word)];
        return e == null || e.word != word ? List.of() : Stacks.elements(e.frames);
    }

    /** Returns the locks that the thread of {@code word} held then; null if they are not known. */
    static @Nullable HeldLocks locks(long word) {
        Entry e = TABLE[index(word)];
        return e == null || e.word != word ? null : e.locks;
    }
}
