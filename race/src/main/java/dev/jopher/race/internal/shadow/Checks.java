package dev.jopher.race.internal.shadow;

import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.report.History;
import dev.jopher.race.internal.report.RaceReporter;

/**
 * The slow path of every check: decides whether an access races, and returns the new shadow word.
 * The fast path, that the same thread has accessed the variable in the same epoch, is in the
 * instrumented class.
 *
 * @see Epoch
 */
public final class Checks {
    private Checks() {}

    /** A read, after writes {@code w} and reads {@code r}. Returns the new word of reads. */
    public static long read(long w, long r, ShadowThread t, int site) {
        if (w != 0 && !t.knows(w)) {
            RaceReporter.race(w, true, t, site, false);
        }
        History.record(t, site);
        return Epoch.word(t.epoch, site);
    }

    /** A write, after writes {@code w} and reads {@code r}. Returns the new word of writes. */
    public static long write(long w, long r, ShadowThread t, int site) {
        if (w != 0 && !t.knows(w)) {
            RaceReporter.race(w, true, t, site, true);
        }
        if (r != 0 && !t.knows(r)) {
            RaceReporter.race(r, false, t, site, true);
        }
        History.record(t, site);
        return Epoch.word(t.epoch, site);
    }
}
