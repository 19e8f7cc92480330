package dev.jopher.explore.internal.strategy;

import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.Op;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Strategy;
import dev.jopher.explore.internal.world.World;
import org.jspecify.annotations.Nullable;

/** Another strategy for a number of steps, and then turns for all. */
public final class FairAfter extends Delegate {
    static final String PREFIX = "fair-after:";

    private final int limit;
    private final RoundRobin fair = new RoundRobin(1);

    /** Steps by all threads so far. */
    private int steps;

    FairAfter(int limit, Strategy inner) {
        super(inner);
        this.limit = limit;
    }

    /** Returns the spec of one that follows {@code spec} for {@code limit} steps. */
    public static String spec(int limit, String spec) {
        return PREFIX + limit + '+' + spec;
    }

    @Override
    public void begin(SplitMix random) {
        inner.begin(random);
        fair.begin(new SplitMix(0));
        steps = 0;
    }

    @Override
    public String spec() {
        return spec(limit, inner.spec());
    }

    @Override
    public boolean sees(Op op) {
        steps++;
        return steps > limit || inner.sees(op);
    }

    @Override
    public void yielded(ControlledThread t) {
        steps++;
        inner.yielded(t);
        fair.yielded(t);
    }

    @Override
    public int pick(ControlledThread[] ready, int n, @Nullable ControlledThread current) {
        return steps > limit ? fair.pick(ready, n, current) : inner.pick(ready, n, current);
    }

    @Override
    public void end(World run) {}
}
