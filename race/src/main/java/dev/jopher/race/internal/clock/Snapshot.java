package dev.jopher.race.internal.clock;

/**
 * What a thread knew when it released something: an immutable vector clock. Who acquires it knows
 * that too, and all that the thread had done until then.
 */
public final class Snapshot {
    final long[] clocks;

    Snapshot(long[] clocks) {
        this.clocks = clocks;
    }

    int get(int slot) {
        return slot < clocks.length ? (int) clocks[slot] : 0;
    }
}
