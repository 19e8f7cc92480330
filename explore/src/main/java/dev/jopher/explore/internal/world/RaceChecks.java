package dev.jopher.explore.internal.world;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.race.Race;
import dev.jopher.race.Races;
import dev.jopher.race.internal.report.ControlledRuns;
import dev.jopher.race.internal.sync.Hooks;

/** The race detector, if its agent is in this JVM. A race ends the run. */
public final class RaceChecks {
    private static boolean on;

    private RaceChecks() {}

    /**
     * Turns the checks on if the detector is there. The agent calls it after the detector's has
     * started.
     */
    public static void init() {
        on = Races.isActive();
        if (on) {
            ControlledRuns.use(new ToRun());
        }
    }

    private static final class ToRun implements ControlledRuns.Listener {
        @Override
        public boolean wantsRace() {
            World w = World.here();
            return w != null && w.current != null;
        }

        @Override
        public void race(Race race) {
            World w = World.here();
            if (w != null && w.verdict == null) {
                w.race(race);
            }
        }
    }

    static void ended(List<ControlledThread> threads) {
        if (!on) {
            return;
        }
        List<Thread> all = new ArrayList<>(threads.size());
        for (ControlledThread c : threads) {
            if (c.thread != null) {
                all.add(c.thread);
            }
        }
        ControlledRuns.ended(all);
    }

    /**
     * Records an acquire of a monitor of the JDK that is replaced, and so not seen by the detector.
     */
    public static void acquire(Object on) {
        if (RaceChecks.on) {
            Hooks.acquire(on);
        }
    }

    public static void release(Object on) {
        if (RaceChecks.on) {
            Hooks.release(on);
        }
    }
}
