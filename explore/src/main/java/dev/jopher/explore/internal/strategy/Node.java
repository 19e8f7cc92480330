package dev.jopher.explore.internal.strategy;

import java.util.BitSet;

import dev.jopher.explore.internal.world.Op;
import org.jspecify.annotations.Nullable;

/**
 * A state of the search where there was a choice: of a thread, by its id, or of a number that
 * chance gives.
 */
final class Node {
    static final int NONE = -1;

    final boolean isChance;

    /** What can be chosen. */
    final BitSet enabled = new BitSet();

    /** What has to be tried, because another order of two steps is reached from here. */
    final BitSet backtrack = new BitSet();

    /** What has been tried, with all that follows. */
    final BitSet done = new BitSet();

    /** What needs no try: all that follows is reached from an earlier state as well. */
    final BitSet asleep = new BitSet();

    /** Threads that would only wait here. */
    final BitSet waiting = new BitSet();

    /** Tried because of a race. */
    final BitSet raced = new BitSet();

    int chosen;

    /** How many turns were taken away before, and with this choice. */
    int before;

    int preemptions;

    /** The thread whose turn it was; {@link #NONE} if it could not continue. */
    int owner = NONE;

    /** What the chosen thread does, with the object of the present run. */
    Op op = Op.START;

    @Nullable Object on;

    Node(boolean isChance) {
        this.isChance = isChance;
    }

    /** Returns what is to be tried next; {@link #NONE} if nothing is left. */
    int nextToTry() {
        for (int i = backtrack.nextSetBit(0); i >= 0; i = backtrack.nextSetBit(i + 1)) {
            if (!done.get(i) && !asleep.get(i) && !waiting.get(i)) {
                return i;
            }
        }
        return NONE;
    }

    /** Returns whether all threads would wait. Then one may. */
    boolean allWait() {
        return enabled.stream().allMatch(waiting::get);
    }

    /** Counts the preemptions with the present choice. */
    void count() {
        preemptions = before + (owner != NONE && chosen != owner ? 1 : 0);
    }

    void tryAll() {
        backtrack.or(enabled);
    }
}
