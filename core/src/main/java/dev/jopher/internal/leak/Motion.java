package dev.jopher.internal.leak;

import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Registry;

/**
 * The state of all goroutines at one time. Two of them show whether any goroutine has run in
 * between.
 *
 * @param runs whether one did not wait at that time, and could have run
 * @param started how many had been started by then
 * @param size how many there were
 * @param parks how often they had parked, all together
 */
record Motion(boolean runs, long started, int size, long parks) {
    /** Returns the state of all but the current one. */
    static Motion ofOthers() {
        G self = G.current();
        boolean[] runs = new boolean[1];
        long[] parks = new long[1];
        long started = Registry.added();
        int size = Registry.size();
        Registry.allMatch(g -> {
            if (g != self) {
                parks[0] += g.parks();
                runs[0] |= !g.isWaiting() && g.thread().getState() == Thread.State.RUNNABLE;
            }
            return true;
        });
        return new Motion(runs[0], started, size, parks[0]);
    }

    boolean hasMovedSince(Motion before) {
        return runs || !equals(before);
    }
}
