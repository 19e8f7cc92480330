package dev.jopher.internal.sched;

import org.jspecify.annotations.Nullable;

/** Two probes that receive the same. */
record SchedProbePair(SchedProbe first, SchedProbe second) implements SchedProbe {
    @Override
    public void handedOver(P p) {
        first.handedOver(p);
        second.handedOver(p);
    }

    @Override
    public void starts(P p, Runnable r, boolean searched) {
        first.starts(p, r, searched);
        second.starts(p, r, searched);
    }

    @Override
    public void stops(P p) {
        first.stops(p);
        second.stops(p);
    }

    @Override
    public void stolen(P p, P victim, int count) {
        first.stolen(p, victim, count);
        second.stolen(p, victim, count);
    }

    @Override
    public void runnable(Runnable r) {
        first.runnable(r);
        second.runnable(r);
    }

    @Override
    public @Nullable SchedProbe without(SchedProbe probe) {
        SchedProbe a = first.without(probe);
        SchedProbe b = second.without(probe);
        return a == null ? b : b == null ? a : new SchedProbePair(a, b);
    }
}
