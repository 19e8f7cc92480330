package dev.jopher.explore.internal.strategy;

import java.util.Arrays;

import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Strategy;
import dev.jopher.explore.internal.world.World;
import org.jspecify.annotations.Nullable;

/**
 * Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatte, ASPLOS 2010).
 * Each thread has a random priority, and the highest one runs. At {@code depth - 1} random points
 * the current thread falls below all others. A bug that takes {@code depth} ordered steps is hit
 * with a probability of at least {@code 1 / (threads * length^(depth - 1))}.
 *
 * <p>The length is the greatest number of points of the schedules before. A thread that gives way
 * by itself falls below all others too: it may poll for what those do.
 */
final class Pct implements Strategy {
    static final String NAME = "pct";

    private static final int FIRST_LENGTH = 20;

    /** Priorities of threads that no change has lowered are at least this. */
    private static final long INITIAL = 1L << 40;

    private static final int SHIFT = 4;

    private final int depth;
    private final long[] changes;
    private SplitMix random = new SplitMix(0);
    private int length;
    private int longest;
    private int points;
    private int nextChange;
    private long lowest;

    /** @param length 0 if it is not known */
    Pct(int depth, int length) {
        this.depth = depth;
        this.longest = length == 0 ? FIRST_LENGTH : length;
        this.changes = new long[Math.max(0, depth - 1)];
    }

    @Override
    public void begin(SplitMix numbers) {
        random = numbers;
        length = longest;
        points = 0;
        nextChange = 0;
        lowest = 0;
        // Each is a point, and above it which of the low priorities the thread gets there.
        for (int i = 0; i < changes.length; i++) {
            changes[i] = (long) (1 + random.next(length)) << SHIFT | i + 1;
        }
        Arrays.sort(changes);
    }

    @Override
    public String spec() {
        return NAME + depth + ':' + length;
    }

    @Override
    public void created(ControlledThread t) {
        t.priority = INITIAL + (random.next() >>> 2);
    }

    @Override
    public void yielded(ControlledThread t) {
        t.priority = --lowest;
    }

    @Override
    public int pick(ControlledThread[] ready, int n, @Nullable ControlledThread current) {
        if (current != null) {
            points++;
            lower(current);
        }
        int best = 0;
        for (int i = 1; i < n; i++) {
            if (ready[i].priority > ready[best].priority) {
                best = i;
            }
        }
        return best;
    }

    private void lower(ControlledThread current) {
        while (nextChange < changes.length && changes[nextChange] >>> SHIFT <= points) {
            current.priority = changes[nextChange++] & (1 << SHIFT) - 1;
        }
    }

    @Override
    public void end(World run) {
        longest = Math.max(longest == FIRST_LENGTH ? 1 : longest, points);
    }
}
