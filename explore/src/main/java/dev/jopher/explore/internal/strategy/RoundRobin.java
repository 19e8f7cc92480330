package dev.jopher.explore.internal.strategy;

import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Fair: the threads take turns, in the order of their creation. A turn has a number of points that
 * is the same for the whole schedule.
 */
final class RoundRobin implements Strategy {
    static final String NAME = "fair";

    private static final int LONGEST_TURN = 8;

    private final int longest;
    private int turn = 1;
    private int left;

    /** The id of the thread that had the last turn. */
    private int last;

    /** @param longest the length of a turn is chosen from 1 to this */
    RoundRobin(int longest) {
        this.longest = longest;
    }

    RoundRobin() {
        this(LONGEST_TURN);
    }

    @Override
    public void begin(SplitMix numbers) {
        turn = 1 + numbers.next(longest);
        left = turn;
        last = 0;
    }

    @Override
    public String spec() {
        return NAME;
    }

    @Override
    public void yielded(ControlledThread t) {
        last = t.id;
    }

    @Override
    public int pick(ControlledThread[] ready, int n, @Nullable ControlledThread current) {
        if (current != null && --left > 0) {
            return n - 1;
        }
        left = turn;
        if (current != null) {
            last = current.id;
        }
        int next = nextAfter(last, ready, n);
        last = ready[next].id;
        return next;
    }

    /** Returns the index of the lowest id above {@code id}, or of the lowest if there is none. */
    private static int nextAfter(int id, ControlledThread[] ready, int n) {
        int best = 0;
        for (int i = 1; i < n; i++) {
            if (distance(id, ready[i]) < distance(id, ready[best])) {
                best = i;
            }
        }
        return best;
    }

    private static long distance(int id, ControlledThread t) {
        return t.id - id - 1 & 0xFFFFFFFFL;
    }
}
