package dev.jopher.explore.internal.strategy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Strategy;
import dev.jopher.explore.internal.world.World;

/**
 * All strategies. Seven of eight schedules go to those that find most bugs first: five to SURW, one
 * each to the random walk and POS, without points at creation. (With one for each, the median of
 * the classical programs was 9.9 schedules; so it is 5.9.) The eighth goes to one of the others: to
 * each in turn, or to one that has found new behaviour, the more of it lately the likelier. So a
 * bug that needs turns, a long run of one thread or a point at creation is found as well.
 */
final class Portfolio implements Plan {
    private static final String[] OFTEN = {"late+surw", "late+surw", "late+random", "late+surw",
        "late+surw", "late+pos", "late+surw"};
    private static final String[] OTHERS = {"surw", "random", "late+pct3", "pos", "late+pct2",
        "sticky", "pct3", "late+fair", "late+sticky", "pct2", "late+pct5", "fair", "pct5"};

    private static final int ROUND = OFTEN.length + 1;
    private static final int START = 64;
    private static final int NEW = 4;
    private static final int FORGET = 4;

    private final SplitMix random;
    private final Strategy[] often;
    private final Strategy[] others;

    /** How much new each of the others has found lately. */
    private final int[] found;

    private int turn;
    private int current;

    Portfolio(long seed, int preemptions) {
        random = new SplitMix(seed);
        often = all(OFTEN, preemptions);
        others = all(OTHERS, preemptions);
        found = new int[others.length];
        Arrays.fill(found, START);
    }

    /** Returns the strategies of the specs. Equal specs share one, which learns from all. */
    private static Strategy[] all(String[] specs, int preemptions) {
        Map<String, Strategy> made = new HashMap<>();
        return Arrays.stream(specs).map(s -> made.computeIfAbsent(s,
                k -> Strategies.bounded(Strategies.of(k), preemptions))).toArray(Strategy[]::new);
    }

    @Override
    public Strategy next(int n) {
        int slot = n % ROUND;
        if (slot < often.length) {
            current = -1;
            return often[slot];
        }
        current = n / ROUND % 2 == 0 ? turn++ % others.length : likely();
        return others[current];
    }

    private int likely() {
        int at = random.next(Arrays.stream(found).sum());
        int i = 0;
        while (at >= found[i]) {
            at -= found[i++];
        }
        return i;
    }

    @Override
    public void ended(World run, boolean isNew) {
        if (current >= 0) {
            int f = found[current];
            found[current] = Math.max(1, f + (isNew ? NEW : 0) - (f >> FORGET));
        }
    }
}
