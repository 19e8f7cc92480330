package dev.jopher.race.internal.clock;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Gives each thread its index in the vector clocks, and takes it back when the thread has ended.
 *
 * <p><b>The invariant of all shortcuts</b>: to know a slot until a clock is to know all that the
 * thread with this slot knew when it released at this clock. A slot that is used again continues
 * the clocks of its last thread. So its next thread must know all that the last one knew:
 *
 * <ol>
 * <li>Usually its starter knows that: it has joined the ended thread, or received something that
 * the thread sent after its last access. Such a slot loses nothing.
 * <li>Else the thread gets a new slot.
 * <li>Else, when many ended threads wait for a starter that knows them, or when no slot is new, it
 * gets the slot that waits longest, and all that its last thread knew. There was no such order in
 * the program, so this may hide a race.
 * <li>Else, with more live threads than slots, it shares one of the last {@value #SHARED}. Two
 * threads with one slot seem to be ordered, which may hide a race. A shared slot does not have
 * the invariant, and so no snapshot names it.
 * </ol>
 *
 * <p>The last two are counted. None of them invents an access or loses an order.
 */
class Slots {
    static final int SHARED = 1 << 10;

    /** How many ended threads a start considers. */
    private static final int TRIES = 8;

    private final int exclusive;
    private final int many;

    /** The slots of ended threads in the order in which they ended: a ring. */
    private int[] slots = new int[64];
    /** The last clock at which each of them did something. */
    private int[] clocks = new int[64];
    private @Nullable Snapshot[] ended = new @Nullable Snapshot[64];
    private int head;
    private int waiting;

    private int fresh;
    private int nextShared;
    private final int[] sharedClocks = new int[SHARED];
    private long inexact;
    private long taken;

    /**
     * @param exclusive how many slots are not shared
     * @param many how many ended threads may wait
     */
    Slots(int exclusive, int many) {
        this.exclusive = exclusive;
        this.many = many;
    }

    /** A slot, its first clock, and what its thread knows. */
    record Start(int slot, int clock, @Nullable Snapshot known) {}

    boolean isShared(int slot) {
        return slot >= exclusive;
    }

    /** Returns how many threads got a slot that may hide a race. */
    synchronized long inexact() {
        return inexact;
    }

    /** Returns how many threads have got a slot. */
    synchronized long taken() {
        return taken;
    }

    /** Returns a slot for a thread that begins with {@code known}. */
    synchronized Start take(@Nullable Snapshot known) {
        taken++;
        if (known != null && findKnown(known)) {
            return takeFirst(known);
        }
        if (fresh < exclusive && waiting < many) {
            return new Start(fresh++, 1, known);
        }
        inexact++;
        if (waiting > 0) {
            return takeFirst(ShadowThread.join(known, ended[head]));
        }
        int slot = exclusive + nextShared++ % SHARED;
        return new Start(slot, tick(slot), known);
    }

    /** Brings an ended thread that {@code known} knows to the head. */
    private boolean findKnown(Snapshot known) {
        for (int i = Math.min(TRIES, waiting); i > 0; i--) {
            if (known.get(slots[head]) >= clocks[head]) {
                return true;
            }
            int slot = slots[head];
            int clock = clocks[head];
            Snapshot s = removeFirst();
            add(slot, clock, s);
        }
        return false;
    }

    private Start takeFirst(@Nullable Snapshot known) {
        Start start = new Start(slots[head], clocks[head] + 1, known);
        removeFirst();
        return start;
    }

    private @Nullable Snapshot removeFirst() {
        Snapshot s = ended[head];
        ended[head] = null;
        head = head + 1 & slots.length - 1;
        waiting--;
        return s;
    }

    private void add(int slot, int clock, @Nullable Snapshot s) {
        int i = head + waiting & slots.length - 1;
        slots[i] = slot;
        clocks[i] = clock;
        ended[i] = s;
        waiting++;
    }

    /**
     * The thread with this slot has ended.
     *
     * @param clock its last one at which it did something
     * @param last what it knew
     */
    synchronized void ended(int slot, int clock, Snapshot last) {
        if (isShared(slot) || clock >= Epoch.CLOCKS - 2) {
            return;
        }
        if (waiting == slots.length) {
            grow();
        }
        add(slot, clock, last);
    }

    private void grow() {
        int length = slots.length;
        int[] s = new int[2 * length];
        int[] c = new int[2 * length];
        @Nullable Snapshot[] e = Arrays.copyOf(ended, 2 * length);
        for (int i = 0; i < length; i++) {
            int from = head + i & length - 1;
            s[i] = slots[from];
            c[i] = clocks[from];
            e[i] = ended[from];
        }
        slots = s;
        clocks = c;
        ended = e;
        head = 0;
    }

    /** Returns the next clock of a shared slot. The last one stays, which may hide races. */
    synchronized int tick(int slot) {
        int i = slot - exclusive;
        return sharedClocks[i] == Epoch.CLOCKS - 1 ? sharedClocks[i] : ++sharedClocks[i];
    }
}
