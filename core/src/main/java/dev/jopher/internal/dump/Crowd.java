package dev.jopher.internal.dump;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.internal.goroutine.CreationSite;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Origin;
import dev.jopher.internal.sched.GoRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines that are alike as far as it shows without their stacks: the same state, created at the
 * same line. They are counted, and some of them are kept, chosen at random: each with equal
 * probability, however many come (Vitter's algorithm R).
 */
final class Crowd {
    /** How many are kept. */
    static final int MOST_KEPT = Overview.MAX_STACKS;

    private final Object state;
    private final @Nullable CreationSite site;
    private final boolean abandoned;
    private final List<G> kept = new ArrayList<>();
    private long count;
    private long leastMillis = Long.MAX_VALUE;
    private long mostMillis = -1;

    Crowd(Object state, G first) {
        this.state = state;
        this.site = Origin.siteOf(first);
        this.abandoned = first.isAbandoned();
    }

    /** Returns whether {@code g}, which is in {@code state}, belongs to it. */
    boolean matches(Object state, G g) {
        return this.state == state && site == Origin.siteOf(g) && abandoned == g.isAbandoned();
    }

    /** @param waited how many milliseconds it has waited; -1 if that is not known */
    void add(G g, long waited) {
        count++;
        if (waited >= 0) {
            leastMillis = Math.min(leastMillis, waited);
            mostMillis = Math.max(mostMillis, waited);
        }
        if (kept.size() < MOST_KEPT) {
            kept.add(g);
        } else {
            keepInPlaceOfAnother(g);
        }
    }

    private void keepInPlaceOfAnother(G g) {
        int i = GoRuntime.scheduler().random((int) Math.min(count, Integer.MAX_VALUE));
        if (i < kept.size()) {
            kept.set(i, g);
        }
    }

    long count() {
        return count;
    }

    /**
     * Returns the entries of a dump for them, with estimated counts unless all were read.
     *
     * @param stacks how many stacks may be read
     */
    List<DumpEntry> entries(int stacks) {
        List<G> some = DumpSampler.randomSample(kept, stacks);
        List<DumpEntry> entries = new ArrayList<>(DumpSampler.fold(some, false, true));
        boolean alone = entries.size() == 1;
        for (DumpEntry e : entries) {
            e.extrapolate(some.size(), count, alone);
            if (alone && mostMillis >= 0 && e.mostMillis >= 0) {
                e.leastMillis = Math.min(leastMillis, mostMillis);
                e.mostMillis = mostMillis;
            }
        }
        return entries;
    }
}
