package dev.jopher.race.internal.shadow;

import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.report.Sites;

/**
 * Races that only follow from another one, which has been reported: a thread read a reference while
 * another thread published the object, and then reads what that thread's constructors had written.
 *
 * <p>The first report says all there is to mend. The second would even be wrong if the object is
 * reached through a final field, because the JVM guarantees what is behind it (JLS 17.5). So after
 * a race of a reader with the write of a reference by T, what T's constructors wrote until then
 * does not race with the reader, nor with what happens after it.
 */
final class Consequences {
    private static final int SIZE = 256;

    /** The words of the reads of references, and of the writes that they raced with: rings. */
    private static final long[] READS = new long[SIZE];
    private static final long[] WRITES = new long[SIZE];
    private static int next;

    private Consequences() {}

    /** The thread {@code t} reads a reference at {@code site}, and that races with a write. */
    static synchronized void add(long write, ShadowThread t, int site) {
        long read = Epoch.word(t.epoch, site);
        for (int i = 0; i < SIZE; i++) {
            if (READS[i] != 0 && Epoch.slotOf(WRITES[i]) == Epoch.slotOf(write)
                    && t.knows(READS[i]) && Epoch.clockOf(WRITES[i]) >= Epoch.clockOf(write)) {
                return; // nothing new
            }
        }
        READS[next] = read;
        WRITES[next] = write;
        next = (next + 1) % SIZE;
    }

    /** Returns whether a race of {@code t} with {@code previous} follows from another one. */
    static boolean has(long previous, ShadowThread t) {
        return WRITES[0] != 0 && Sites.isConstructor(Epoch.siteOf(previous))
                && follows(previous, t);
    }

    private static synchronized boolean follows(long previous, ShadowThread t) {
        for (int i = 0; i < SIZE; i++) {
            if (READS[i] != 0 && Epoch.slotOf(WRITES[i]) == Epoch.slotOf(previous)
                    && Epoch.clockOf(WRITES[i]) >= Epoch.clockOf(previous) && t.knows(READS[i])) {
                return true;
            }
        }
        return false;
    }
}
