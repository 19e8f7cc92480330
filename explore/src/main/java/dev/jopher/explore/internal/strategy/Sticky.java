package dev.jopher.explore.internal.strategy;

import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Strategy;
import org.jspecify.annotations.Nullable;

/** At each point the current thread continues with a probability of four fifths. */
final class Sticky implements Strategy {
    static final String NAME = "sticky";

    private static final int ONE_IN = 5;

    private SplitMix random = new SplitMix(0);

    @Override
    public void begin(SplitMix numbers) {
        random = numbers;
    }

    @Override
    public String spec() {
        return NAME;
    }

    @Override
    public int pick(ControlledThread[] ready, int n, @Nullable ControlledThread current) {
        return current != null && random.next(ONE_IN) != 0 ? n - 1 : random.next(n);
    }
}
