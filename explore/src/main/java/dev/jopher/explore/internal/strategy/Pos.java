package dev.jopher.explore.internal.strategy;

import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Partial order sampling (Yuan, Yang, Gu, CAV 2018). Each step that a thread is about to do has a
 * random priority, and the highest one is next. Then those get a new one that wait at the same
 * object: so each order of steps at one object is about equally likely, whatever else the threads
 * do.
 */
final class Pos implements Strategy {
    static final String NAME = "pos";

    private static final int NONE = -1;

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
    public void created(ControlledThread t) {
        t.mark = NONE;
    }

    @Override
    public int pick(ControlledThread[] ready, int n, @Nullable ControlledThread current) {
        int best = 0;
        for (int i = 0; i < n; i++) {
            ControlledThread t = ready[i];
            if (t.mark != t.steps()) {
                t.mark = t.steps();
                t.priority = random.next();
            }
            if (t.priority > ready[best].priority) {
                best = i;
            }
        }
        redrawOthers(ready, n, ready[best]);
        return best;
    }

    private static void redrawOthers(ControlledThread[] ready, int n, ControlledThread next) {
        Object on = next.on();
        if (on != null && next.isAtPoint()) {
            for (int i = 0; i < n; i++) {
                if (ready[i].on() == on && ready[i].isAtPoint()) {
                    ready[i].mark = NONE;
                }
            }
        }
        next.mark = NONE;
    }
}
