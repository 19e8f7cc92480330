package dev.jopher.explore.internal.strategy;

import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.Op;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Strategy;
import dev.jopher.explore.internal.world.World;
import org.jspecify.annotations.Nullable;

/** Does what another strategy does; a base for those that change one thing of it. */
abstract class Delegate implements Strategy {
    final Strategy inner;

    Delegate(Strategy inner) {
        this.inner = inner;
    }

    @Override
    public void begin(SplitMix random) {
        inner.begin(random);
    }

    @Override
    public void created(ControlledThread t) {
        inner.created(t);
    }

    @Override
    public boolean sees(Op op) {
        return inner.sees(op);
    }

    @Override
    public void yielded(ControlledThread t) {
        inner.yielded(t);
    }

    @Override
    public boolean isWatching() {
        return inner.isWatching();
    }

    @Override
    public boolean seesYield() {
        return inner.seesYield();
    }

    @Override
    public void committed(ControlledThread t, Op op, @Nullable Object on) {
        inner.committed(t, op, on);
    }

    @Override
    public int random(int bound, SplitMix numbers) {
        return inner.random(bound, numbers);
    }

    @Override
    public int pick(ControlledThread[] ready, int n, @Nullable ControlledThread current) {
        return inner.pick(ready, n, current);
    }

    @Override
    public void end(World run) {
        inner.end(run);
    }
}
