package dev.jopher.explore.internal.strategy;

import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Strategy;
import org.jspecify.annotations.Nullable;

/** Each thread that can continue is equally likely, at each point. */
public final class RandomWalk implements Strategy {
    static final String NAME = "random";

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
        return random.next(n);
    }
}
