package dev.jopher.race.internal.shadow;

import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;

/**
 * The static initialisers that have run. What a thread does while it initialises a class happens
 * before each use of that class by another thread (JLS 12.4.2). A class is used so often that the
 * detector does not see that. Instead, an access during an initialisation that has ended never
 * races with a later one. This may lose a race, of a thread that never uses the class.
 */
public final class ClassInitialisations {
    /** Slot, first and last clock of each. Replaced by a longer one when it is full. */
    private static volatile int[] extents = new int[3 * 64];
    private static volatile int size;

    private ClassInitialisations() {}

    /** An initialiser begins. Returns the thread's clock. */
    public static int begin(ShadowThread t) {
        t.tick(); // what the thread did before has another clock
        return Epoch.clock(t.epoch);
    }

    /** An initialiser has ended; {@code begin} is what {@link #begin} returned. */
    public static synchronized void end(int begin, ShadowThread t) {
        int n = size;
        int[] all = extents;
        if (n + 3 > all.length) {
            all = java.util.Arrays.copyOf(all, 2 * n);
            extents = all;
        }
        all[n] = t.slot();
        all[n + 1] = begin;
        all[n + 2] = Epoch.clock(t.epoch);
        size = n + 3;
        t.tick();
    }

    /** Returns whether the access that a word records was made by an initialiser. */
    public static boolean covers(long word) {
        int slot = Epoch.slotOf(word);
        int clock = Epoch.clockOf(word);
        int n = size;
        int[] all = extents;
        for (int i = 0; i < n; i += 3) {
            if (all[i] == slot && all[i + 1] <= clock && clock <= all[i + 2]) {
                return true;
            }
        }
        return false;
    }
}
