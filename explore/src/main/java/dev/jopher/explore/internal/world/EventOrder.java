package dev.jopher.explore.internal.world;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A hash of what a run has done that is the same for all orders of steps that do not concern each
 * other (of one Mazurkiewicz trace). A step's hash comes from the thread's step before it and from
 * those steps at the same object that it does not commute with. The sum of all is the run's.
 *
 * <p>For each object there is a hash of the steps before its last group, and the sum of that group:
 * successive steps that commute with each other, such as reads. All runs use one table, one after
 * the other: allocating it would take longer than a short run. It is cleared at the end, so that it
 * keeps nothing of a run alive.
 */
public final class EventOrder {
    static final EventOrder ONE = new EventOrder();

    private static final int FIRST_SIZE = 64;

    /** Channels together: what a select sees. */
    private static final Object CHANNELS = new Object();

    private @Nullable Object[] objects = new @Nullable Object[FIRST_SIZE];
    private long[] before = new long[FIRST_SIZE];
    private long[] group = new long[FIRST_SIZE];
    private byte[] kind = new byte[FIRST_SIZE];
    private int[] numbers = new int[FIRST_SIZE];

    /** Slots in use, in the order of first use. */
    private int[] used = new int[FIRST_SIZE];
    private int size;
    private long sum;

    void clear() {
        for (int i = 0; i < size; i++) {
            objects[used[i]] = null;
        }
        size = 0;
        sum = 0;
    }

    /** Adds a step. */
    void add(ControlledThread t, Op op, @Nullable Object on) {
        long h = SplitMix.mix(t.order, op.ordinal());
        Commutes c = op.commutes();
        if (c != Commutes.ALL) {
            if (op.isSelecting()) {
                h = at(CHANNELS, Commutes.NONE, h);
            } else if (op.isOnChannel()) {
                h = at(CHANNELS, Commutes.CHANNEL_OPS, h);
            }
            if (on != null) {
                h = at(on, c, h);
            }
        }
        t.order = h;
        sum += h;
    }

    private long at(Object on, Commutes c, long own) {
        int s = slot(on);
        if (c == Commutes.NONE || kind[s] != c.ordinal()) {
            before[s] = SplitMix.mix(before[s] + group[s], 0);
            group[s] = 0;
            kind[s] = (byte) c.ordinal();
        }
        long h = SplitMix.mix(own ^ before[s], 1);
        group[s] += h;
        return h;
    }

    /** Returns how many objects the run had used before this one. It is used now if it is new. */
    public static int numberOf(Object on) {
        return ONE.numbers[ONE.slot(on)];
    }

    private int slot(Object o) {
        int mask = objects.length - 1;
        int i = System.identityHashCode(o) & mask;
        for (Object x = objects[i]; x != o; x = objects[i]) {
            if (x == null) {
                return newSlot(i, o);
            }
            i = i + 1 & mask;
        }
        return i;
    }

    private int newSlot(int free, Object o) {
        if ((size + 1) * 2 > objects.length) {
            grow();
            return slot(o);
        }
        objects[free] = o;
        before[free] = 0;
        group[free] = 0;
        kind[free] = (byte) Commutes.ALL.ordinal();
        numbers[free] = size;
        used[size++] = free;
        return free;
    }

    private void grow() {
        int n = objects.length * 2;
        @Nullable Object[] oldObjects = objects;
        long[] oldBefore = before;
        long[] oldGroup = group;
        byte[] oldKind = kind;
        int[] oldUsed = used;
        used = Arrays.copyOf(used, n); // first: if there is no memory, the table stays as it is
        @Nullable Object[] newObjects = new @Nullable Object[n];
        long[] newBefore = new long[n];
        long[] newGroup = new long[n];
        byte[] newKind = new byte[n];
        numbers = new int[n];
        objects = newObjects;
        before = newBefore;
        group = newGroup;
        kind = newKind;
        for (int i = 0; i < size; i++) {
            int from = oldUsed[i];
            int to = System.identityHashCode(oldObjects[from]) & n - 1;
            while (objects[to] != null) {
                to = to + 1 & n - 1;
            }
            objects[to] = oldObjects[from];
            before[to] = oldBefore[from];
            group[to] = oldGroup[from];
            kind[to] = oldKind[from];
            numbers[to] = i;
            used[i] = to;
        }
    }

    long sum() {
        return sum;
    }
}
