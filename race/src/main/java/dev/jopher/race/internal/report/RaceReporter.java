package dev.jopher.race.internal.report;

import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;

/** Reports races. Called by the thread whose access is the second one, before that happens. */
public final class RaceReporter {
    private RaceReporter() {}

    /**
     * @param previous the word of the first access
     * @param previousWrote whether that was a write
     * @param site of the second access, which {@code t} is about to do
     */
    public static void race(long previous, boolean previousWrote, ShadowThread t, int site,
            boolean writes) {
        System.err.println("WARNING: DATA RACE");
        System.err.println((writes ? "Write" : "Read") + " by " + t.thread() + " at "
                + Sites.get(site));
        System.err.println("Previous " + (previousWrote ? "write" : "read") + " at "
                + Sites.get(Epoch.siteOf(previous)));
    }
}
