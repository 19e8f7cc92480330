package dev.jopher.race.internal.clock;

import org.jspecify.annotations.Nullable;

/**
 * What was known when something was released: an immutable vector clock. A thread that acquires it
 * knows that too, and all that the releasing thread had done until then.
 *
 * <p>Made in constant time from the clock of a thread ({@code slot >= 0}: the thread's own entry is
 * next to the tree), or by joining others ({@code slot == -1}: all is in the tree).
 */
public final class Snapshot {
    final ClockTree tree;
    final int slot;
    final int clock;

    /**
     * The epoch whose snapshot had all that {@code tree} has, or 0: where the tree came from. A
     * thread that knows it, typically the starter, only learns the sender's own entry here.
     */
    final long from;

    /**
     * An epoch, or 0. All threads that know it know all of this snapshot. Found late if this is a
     * join; several threads may find several, and any of them will do, so the race on this field is
     * benign.
     */
    long witness;

    /** What a thread got when it joined its own tree with this one, or null: see {@link Joined}. */
    @Nullable Joined joined;

    /**
     * The join of a snapshot's tree with another one. Two threads that meet join the same two
     * trees: the second one takes what the first one has found.
     */
    record Joined(ClockTree with, ClockTree result) {}

    /**
     * Whether it may be taken back: by a compareAndSet that has released before it knows whether it
     * succeeds.
     */
    final boolean tentative;

    Snapshot(ClockTree tree, int slot, int clock, long from) {
        this(tree, slot, clock, from, false);
    }

    private Snapshot(ClockTree tree, int slot, int clock, long from, boolean tentative) {
        this.tentative = tentative;
        this.tree = tree;
        this.slot = slot;
        this.clock = clock;
        this.from = from;
        this.witness = Epoch.of(slot, clock);
    }

    Snapshot(ClockTree tree) {
        this.tree = tree;
        this.slot = -1;
        this.clock = 0;
        this.from = 0;
        this.tentative = false;
    }

    /** Returns an equal one that is no other object's, and may be taken back or not. */
    public Snapshot copy(boolean mayBeTakenBack) {
        Snapshot copy = new Snapshot(tree, slot, clock, from, mayBeTakenBack);
        copy.witness = witness;
        return copy;
    }

    public boolean isTentative() {
        return tentative;
    }

    int get(int ofSlot) {
        return ofSlot == slot ? clock : tree.get(ofSlot);
    }

    /** Returns whether the access that a word records happens before this. */
    public boolean knowsAccess(long word) {
        return Epoch.clockOf(word) <= get(Epoch.slotOf(word));
    }

    boolean knows(long epoch) {
        return Epoch.clock(epoch) <= get(Epoch.slot(epoch));
    }

    /** Returns all in one tree. */
    ClockTree all() {
        return slot < 0 ? tree : tree.with(slot, clock);
    }

    /** Returns a snapshot that knows what both know. */
    static Snapshot join(Snapshot a, Snapshot b) {
        if (a == b || a.witness != 0 && b.knows(a.witness)) {
            return b;
        }
        if (b.witness != 0 && a.knows(b.witness)) {
            return a;
        }
        ClockTree x = a.all();
        ClockTree y = b.all();
        ClockTree joined = ClockTree.join(x, y);
        return joined == x ? a : joined == y ? b : new Snapshot(joined);
    }
}
