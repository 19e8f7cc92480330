package dev.jopher.race.internal.shadow;

import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.report.RaceReporter;
import dev.jopher.race.internal.report.Sites;
import org.jspecify.annotations.Nullable;

/**
 * Two accesses without an order, seen by a check: reported, unless a rule orders them after all.
 */
public final class Conflicts {
    /** What tests have instead of reports. */
    interface Listener {
        void race(long previous, boolean previousWrote, ShadowThread t, int site, boolean writes);
    }

    static volatile @Nullable Listener listener;

    private Conflicts() {}

    /**
     * Reports a race, see {@link RaceReporter#race}.
     *
     * @return whether it is one
     */
    public static boolean race(long previous, boolean previousWrote, ShadowThread t, int site,
            boolean writes) {
        if (t.inside || Sites.areAtomic(Epoch.siteOf(previous), site)
                || ClassInitialisations.order(previous, t)
                || Consequences.has(previous, t)) {
            return false;
        }
        if (previousWrote && !writes && Sites.isReference(site)) {
            Consequences.add(previous, t, site);
        }
        Listener l = listener;
        if (l != null) {
            l.race(previous, previousWrote, t, site, writes);
        } else {
            RaceReporter.race(previous, previousWrote, t, site, writes);
        }
        return true;
    }
}
