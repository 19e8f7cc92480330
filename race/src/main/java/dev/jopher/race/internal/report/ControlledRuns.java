package dev.jopher.race.internal.report;

import java.util.List;

import dev.jopher.race.Race;
import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.clock.ThreadSlot;
import dev.jopher.race.internal.clock.ThreadSlots;
import org.jspecify.annotations.Nullable;

/**
 * The runs of the schedule explorer, which are checked one by one. A race in one is handed to the
 * explorer, and not printed. Each pair of places counts again in each run.
 */
public final class ControlledRuns {
    private static volatile @Nullable Listener listener;

    private ControlledRuns() {}

    /** What the explorer does with a race. */
    public interface Listener {
        /** Returns whether the current thread is one of a run, and no race of it is known yet. */
        boolean wantsRace();

        void race(Race race);
    }

    public static void use(Listener l) {
        listener = l;
    }

    static @Nullable Listener listener() {
        Listener l = listener;
        return l != null && l.wantsRace() ? l : null;
    }

    /**
     * Records that a run is over, and its threads do not continue. The current thread knows then
     * all that they have done, and so does what it starts: the next run does not race with this
     * one. Their slots serve other threads.
     */
    public static void ended(List<Thread> threads) {
        ShadowThread t = ShadowThread.current();
        boolean inside = t.inside;
        t.inside = true;
        try {
            for (Thread thread : threads) {
                ThreadSlot slot = ThreadSlots.of(thread);
                if (slot.isUsed()) {
                    t.learn(slot.last());
                    slot.ended();
                }
            }
        } finally {
            t.inside = inside;
        }
    }
}
