package dev.jopher.explore.internal.strategy;

import java.util.Arrays;
import java.util.stream.Collectors;

import dev.jopher.explore.internal.world.Commutes;
import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.Op;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Strategy;
import org.jspecify.annotations.Nullable;

/** Repeats a schedule of {@link Exhaustive}: a list of thread ids, and of numbers of chance. */
final class Choices implements Strategy {
    static final String PREFIX = "choices:";

    private final int[] all;
    private int next;

    Choices(String list) {
        all = list.isEmpty()
                ? new int[0]
                : Arrays.stream(list.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    static String spec(int[] choices) {
        return PREFIX + Arrays.stream(choices).mapToObj(Integer::toString)
                .collect(Collectors.joining("."));
    }

    /** Returns whether there is a choice at such a point. */
    static boolean isSeen(Op op) {
        return op == Op.YIELD || op.commutes() != Commutes.ALL;
    }

    @Override
    public void begin(SplitMix random) {
        next = 0;
    }

    @Override
    public String spec() {
        return spec(all);
    }

    @Override
    public boolean sees(Op op) {
        return isSeen(op);
    }

    @Override
    public boolean isWatching() {
        return true; // so that giving way is a choice, as it was
    }

    @Override
    public int random(int bound, SplitMix numbers) {
        return bound <= Exhaustive.MAX_CHANCE && next < all.length
                ? Math.min(all[next++], bound - 1)
                : numbers.next(bound);
    }

    @Override
    public int pick(ControlledThread[] ready, int n, @Nullable ControlledThread current) {
        int id = next < all.length ? all[next++] : Node.NONE;
        for (int i = 0; i < n; i++) {
            if (ready[i].id == id) {
                return i;
            }
        }
        return n - 1;
    }
}
