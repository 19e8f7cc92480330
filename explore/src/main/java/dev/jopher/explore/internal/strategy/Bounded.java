package dev.jopher.explore.internal.strategy;

import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Strategy;
import org.jspecify.annotations.Nullable;

/** Another strategy, which may take the turn from a thread that could continue only so often. */
final class Bounded extends Delegate {
    static final String PREFIX = "bound:";

    private final int bound;
    private int preemptions;

    Bounded(int bound, Strategy inner) {
        super(inner);
        this.bound = bound;
    }

    @Override
    public void begin(SplitMix random) {
        super.begin(random);
        preemptions = 0;
    }

    @Override
    public String spec() {
        return PREFIX + bound + '+' + inner.spec();
    }

    @Override
    public int pick(ControlledThread[] ready, int n, @Nullable ControlledThread current) {
        if (current == null) {
            return inner.pick(ready, n, null);
        }
        if (preemptions >= bound) {
            return n - 1;
        }
        int next = inner.pick(ready, n, current);
        if (next != n - 1) {
            preemptions++;
        }
        return next;
    }
}
