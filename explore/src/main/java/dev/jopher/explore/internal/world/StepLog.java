package dev.jopher.explore.internal.world;

import java.util.Arrays;

/**
 * Which thread was at which point, in order, in 32 bits for each step: enough to see where a second
 * run differs from the first. All runs use one after the other, because there is one run at a time.
 */
public final class StepLog {
    static final StepLog ONE = new StepLog();

    private static final int FIRST_SIZE = 1 << 8;
    private static final int OP_BITS = 8;

    /** What comes later is not compared step by step. */
    public static final int MAX_SIZE = 1 << 20;

    private int[] entries = new int[FIRST_SIZE];
    private int size;

    void clear() {
        size = 0;
    }

    void add(ControlledThread t, Op op) {
        if (size == entries.length) {
            if (size == MAX_SIZE) {
                return;
            }
            entries = Arrays.copyOf(entries, size * 2);
        }
        entries[size++] = entry(t, op);
    }

    /** Returns the steps of the last run. */
    public static int[] lastRun() {
        return ONE.copy();
    }

    private int[] copy() {
        return Arrays.copyOf(entries, size);
    }

    /** Returns what a step is in {@link #lastRun}. */
    public static int entry(ControlledThread t, Op op) {
        return t.id << OP_BITS | op.ordinal();
    }

    /** Returns the index of its thread in {@link World#threads}. */
    public static int threadId(int entry) {
        return entry >>> OP_BITS;
    }

    /** Returns its operation. */
    public static Op op(int entry) {
        return Op.values()[entry & (1 << OP_BITS) - 1];
    }
}
