package dev.jopher.race.internal.clock;

import java.util.Arrays;
import java.util.Objects;

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
 * the thread sent after its last access, and knows where all that the thread learned since then
 * came from. Such a slot loses nothing.
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

    /** The ended threads in the order in which they ended: a ring. */
    private @Nullable Ended[] ended = new @Nullable Ended[64];
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

    /**
     * A thread that has ended.
     *
     * @param clock its last one at which it did something
     * @param access its last one at which it accessed a variable, or 0
     * @param from an epoch whose snapshot had all that it knew of others, or 0
     * @param last what it knew
     */
    record Ended(int slot, int clock, int access, long from, Snapshot last) {
        /** Returns whether {@code s} has all that it knew, and its accesses. */
        boolean isKnownBy(Snapshot s) {
            int until = s.get(slot);
            return until >= clock || until >= access && from != 0 && s.knows(from);
        }
    }

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

    /** Returns how many slots have been used that are not shared. */
    synchronized int fresh() {
        return fresh;
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
            return takeFirst(ShadowThread.join(known, first().last));
        }
        int slot = exclusive + nextShared++ % SHARED;
        return new Start(slot, tick(slot), known);
    }

    /** Brings an ended thread that {@code known} knows to the head. */
    private boolean findKnown(Snapshot known) {
        for (int i = Math.min(TRIES, waiting); i > 0; i--) {
            if (first().isKnownBy(known)) {
                return true;
            }
            add(removeFirst());
        }
        return false;
    }

    private Start takeFirst(@Nullable Snapshot known) {
        Ended e = removeFirst();
        return new Start(e.slot, e.clock + 1, known);
    }

    private Ended first() {
        return Objects.requireNonNull(ended[head]);
    }

    private Ended removeFirst() {
        Ended e = first();
        ended[head] = null;
        head = head + 1 & ended.length - 1;
        waiting--;
        return e;
    }

    private void add(Ended e) {
        ended[head + waiting & ended.length - 1] = e;
        waiting++;
    }

    /** A thread has ended. */
    synchronized void ended(Ended e) {
        if (isShared(e.slot) || e.clock >= Epoch.CLOCKS - 2) {
            return;
        }
        if (waiting == ended.length) {
            grow();
        }
        add(e);
    }

    private void grow() {
        int length = ended.length;
        @Nullable Ended[] e = Arrays.copyOf(ended, 2 * length);
        for (int i = 0; i < length; i++) {
            e[i] = ended[head + i & length - 1];
        }
        ended = e;
        head = 0;
    }

    /** Returns the next clock of a shared slot. The last one stays, which may hide races. */
    synchronized int tick(int slot) {
        int i = slot - exclusive;
        return sharedClocks[i] == Epoch.CLOCKS - 1 ? sharedClocks[i] : ++sharedClocks[i];
    }
}
