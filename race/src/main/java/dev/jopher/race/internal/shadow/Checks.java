package dev.jopher.race.internal.shadow;

import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.report.History;

/**
 * The slow path of every check: decides whether an access races, and makes the new shadow word.
 * That is stored before the decision, see {@link CheckLock}.
 * The fast path, that the same thread has accessed the variable in the same epoch, is in the
 * instrumented class.
 *
 * <p>This is FastTrack. A variable has a word of the last write and a word of reads, see {@link
 * Epoch} and {@link ReadSets}. An access races with an earlier one if its thread does not know the
 * earlier one's epoch.
 *
 * <p><b>Words are read and written without any synchronisation</b>, so threads may lose each
 * other's updates. This loses races, and never invents one:
 *
 * <ul>
 * <li>Each word that is ever written says of one access that it happens: thread, time and place are
 * in one {@code long}, which the JVM writes at once, and a set is never changed. A word that has
 * not been written, or is seen too early, is 0, "never".
 * <li>A thread's clock is only advanced by itself, at each release. So if I read a word and do not
 * know its epoch, then no chain of releases and acquires leads from that access to mine.
 * <li>None leads from mine to that one either. A check comes before its access in its thread, so my
 * check would happen before the write of the word that it has read. That cannot be.
 * </ul>
 *
 * <p><b>What may be skipped</b>, exactly: a read in an epoch in which the thread has read already,
 * or has written, as in Go's detector. A write that races with this read races with that access
 * too, because no thread can know my epoch before I release; and the same holds for two writes. But
 * a write after a read is checked, since it may race with another thread's read.
 */
public final class Checks {
    private Checks() {}

    /**
     * Returns the word of reads after a read, when {@code r} was there before. Stored at once, and
     * then comes {@link #hasRead}.
     */
    public static long readWord(long r, ShadowThread t, int site) {
        if (t.hasRead(r) || t.optimistic) {
            return r; // it has read already; or a race here is found and repaired by the program
        }
        return r == 0 || r > 0 && t.knows(r)
                ? Epoch.word(t.epoch, site)
                : ReadSets.with(r, t, site);
    }

    /** Checks a read, after writes {@code w} and reads {@code r}. */
    public static void hasRead(long w, long r, ShadowThread t, int site) {
        if (t.hasRead(r) || t.optimistic) {
            return;
        }
        if (w != 0 && !t.knows(w)) {
            Conflicts.race(w, true, t, site, false);
        }
        t.used = t.epoch;
        recordRead(t, site);
    }

    /** Does both, for what is not accessed by several threads at once. */
    public static long read(long w, long r, ShadowThread t, int site) {
        long word = readWord(r, t, site);
        hasRead(w, r, t, site);
        return word;
    }

    /** Returns the word of writes after a write, when {@code w} was there before. */
    public static long writeWord(long w, ShadowThread t, int site) {
        return Epoch.epochOf(w) == t.epoch ? w : Epoch.word(t.epoch, site);
    }

    /** Checks a write, after writes {@code w} and reads {@code r}. */
    public static void hasWritten(long w, long r, ShadowThread t, int site) {
        if (Epoch.epochOf(w) == t.epoch) {
            return;
        }
        if (w != 0 && !t.knows(w) && Conflicts.race(w, true, t, site, true)) {
            // One report per access.
        } else if (r > 0) {
            afterRead(r, t, site);
        } else if (r != 0 && r != t.knownSet) {
            afterReads(r, t, site);
        }
        t.used = t.epoch;
        recordWrite(t, site);
    }

    /** Returns the word of the first write of a variable that no other thread can access yet. */
    public static long firstWrite(ShadowThread t, int site) {
        t.used = t.epoch;
        recordWrite(t, site);
        return Epoch.word(t.epoch, site);
    }

    /** Does both, for what is not accessed by several threads at once. */
    public static long write(long w, long r, ShadowThread t, int site) {
        hasWritten(w, r, t, site);
        return writeWord(w, t, site);
    }

    /** Decides whether an access races, after writes {@code w} and reads {@code r}. */
    static void decide(long w, long r, boolean writes, ShadowThread t, int site) {
        boolean raced = w != 0 && !t.knows(w) && Conflicts.race(w, true, t, site, writes);
        if (!raced && writes && r > 0) {
            afterRead(r, t, site);
        } else if (!raced && writes && r != 0) {
            afterReads(r, t, site);
        }
    }

    private static boolean afterRead(long r, ShadowThread t, int site) {
        return !t.knows(r) && Conflicts.race(r, false, t, site, true);
    }

    private static void afterReads(long r, ShadowThread t, int site) {
        long[] set = ReadSets.get(r);
        boolean known = true;
        for (int i = 0; set != null && i < set.length; i++) {
            known &= t.knows(set[i]);
            if (afterRead(set[i], t, site)) {
                return;
            }
        }
        if (known) {
            t.knownSet = r;
        }
    }

    /** Records the stack, which is found by epoch and place: so once for both. */
    private static void recordRead(ShadowThread t, int site) {
        long word = Epoch.word(t.epoch, site);
        if (word != t.recordedRead) {
            t.recordedRead = word;
            History.record(t, site);
        }
    }

    private static void recordWrite(ShadowThread t, int site) {
        long word = Epoch.word(t.epoch, site);
        if (word != t.recordedWrite) {
            t.recordedWrite = word;
            History.record(t, site);
        }
    }
}
