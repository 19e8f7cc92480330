package dev.jopher.explore.internal.strategy;

import dev.jopher.explore.internal.world.Op;
import dev.jopher.explore.internal.world.Strategy;

/**
 * Another strategy, without points where a thread creates one. With them, a thread that creates
 * twenty is rarely chosen often enough to create the last one before the first one is over. The
 * literature's "reorder" with 5 setters takes 5 schedules without them, and 13,649 with them. Some
 * bugs need them; so half of the schedules have them.
 */
final class WithoutCreation extends Delegate {
    static final String PREFIX = "late+";

    WithoutCreation(Strategy inner) {
        super(inner);
    }

    @Override
    public String spec() {
        return PREFIX + inner.spec();
    }

    @Override
    public boolean sees(Op op) {
        return !op.isCreation() && inner.sees(op);
    }
}
