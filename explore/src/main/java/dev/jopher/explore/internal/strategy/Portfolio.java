package dev.jopher.explore.internal.strategy;

import java.util.List;
import java.util.function.Supplier;

import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Strategy;
import dev.jopher.explore.internal.world.World;

/**
 * The strategies in rotation, each once with points at creation and once without. Every second
 * schedule goes to one that has found new behaviour: the more it has found lately, the likelier.
 */
final class Portfolio implements Plan {
    private static final int START = 64;

    private final SplitMix random;
    private final Strategy[] all;

    /** How much new each has found lately. */
    private final int[] found;

    private int turn;
    private int current;

    Portfolio(long seed, int preemptions) {
        random = new SplitMix(seed);
        List<Supplier<Strategy>> kinds = List.of(RandomWalk::new, () -> new Pct(3, 0), Pos::new,
                Sticky::new, () -> new Pct(2, 0), RoundRobin::new, () -> new Pct(5, 0));
        all = new Strategy[kinds.size() * 2];
        for (int i = 0; i < kinds.size(); i++) {
            all[2 * i] = Strategies.bounded(new WithoutCreation(kinds.get(i).get()), preemptions);
            all[2 * i + 1] = Strategies.bounded(kinds.get(i).get(), preemptions);
        }
        found = new int[all.length];
        java.util.Arrays.fill(found, START);
    }

    @Override
    public Strategy next(int n) {
        current = n % 2 == 0 || n < all.length ? turn++ % all.length : likely();
        return all[current];
    }

    private int likely() {
        int sum = 0;
        for (int f : found) {
            sum += f;
        }
        int at = random.next(sum);
        int i = 0;
        while (at >= found[i]) {
            at -= found[i++];
        }
        return i;
    }

    @Override
    public void ended(World run, boolean isNew) {
        // An average over about 16 schedules, from 1 to about 64.
        found[current] += (isNew ? 4 : 0) - (found[current] >> 4);
        found[current] = Math.max(1, found[current]);
    }
}
