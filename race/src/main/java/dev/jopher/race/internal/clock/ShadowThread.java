package dev.jopher.race.internal.clock;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

import dev.jopher.race.internal.clock.Snapshot.Joined;
import org.jspecify.annotations.Nullable;

/**
 * What the detector knows of a thread or goroutine: its epoch and its vector clock. Only the thread
 * itself changes it.
 *
 * <p>The thread's own clock is in {@link #epoch}, and all others' are in an immutable tree, so a
 * release takes constant time: it makes a {@link Snapshot} of the tree and the epoch, and the clock
 * advances. A release after which nothing has happened is the same snapshot again.
 *
 * <p>An acquire seldom has to join two trees. By the invariant of {@link Slots}, to know an epoch
 * is to know all that its thread knew when it released at this epoch. So:
 *
 * <ol>
 * <li>I know the snapshot's witness: I know all of it.
 * <li>I know the epoch {@link Snapshot#from} that the sender's tree came from: only the sender's
 * own entry is news.
 * <li>The sender knows me since the last change of my tree, or knows the epoch that my tree came
 * from: its tree has all of mine, and I take it.
 * <li>Else join.
 * </ol>
 */
public final class ShadowThread {
    /** A word of reads that is neither "never" nor the number of a set. */
    public static final long NO_SET = -1;

    private static final int READ_SETS = 16;
    private static final long[] NO_SETS = {NO_SET};

    /** The slot of a thread that has ended: one that no clock has. */
    private static final int NO_SLOT = Epoch.SLOTS;

    private static final VarHandle END;
    static final Slots SLOTS = new Slots(Epoch.SLOTS - Slots.SHARED, 1 << 15);

    static {
        try {
            END = MethodHandles.lookup().findVarHandle(ShadowThread.class, "end", Snapshot.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Read by the checks: slot and clock, see {@link Epoch}. */
    public long epoch;

    /**
     * The epoch of the last access that was recorded. Written by all that puts epochs into words.
     */
    public long used;

    /**
     * Words of reads, those of sets, that have this thread's present epoch; or {@link #NO_SET}. By
     * the last bits of the word: places take turns, and each has sets of its own.
     */
    private long[] readSets = NO_SETS;

    /** The last step from a word of reads to one with the present epoch and this site. */
    public long stepFrom = NO_SET;
    public long stepTo;
    public int stepSite;
    /** A word of reads, a set's, all of which happened before now; or {@link #NO_SET}. */
    public long knownSet = NO_SET;

    /** The words of the last read and write whose stacks were perhaps recorded. */
    public long recordedRead;
    public long recordedWrite;

    /** Whether the thread is inside the detector, whose own operations are not recorded. */
    public boolean inside;

    /** Whether it reads optimistically, under a StampedLock. Such reads are not recorded. */
    public boolean optimistic;

    /** How many of its checks have taken the lock that makes them exact: {@code CheckLock}. */
    public int lockedChecks;

    /** Whether the thread runs the program's handler of a race, and so calls no other one. */
    public boolean handling;

    /** Where its present synchronisation is; negative if that only releases, 0 if not known. */
    public int place;

    /** What it has done recently that could order it. */
    public final Trail trail = new Trail();

    /** What reports say of the thread; made when the first of them may need it. */
    public @Nullable Object identity;

    private final Thread thread;
    private final Slots slots;
    private int slot;
    private boolean shared;
    /** What the thread knew when it ended. */
    private @Nullable Snapshot end;

    private ClockTree tree = ClockTree.EMPTY;

    /** The epoch in which {@link #tree} was changed last. */
    private long changed;

    /** An epoch whose snapshot had all that the tree has, or 0. */
    private long from;

    /** The last word's epoch that {@link #knows} has found to be known. Knowledge never shrinks. */
    private long known;

    /** The last release. It is still all there is if nothing has happened since. */
    private @Nullable Snapshot last;

    /** The last acquired snapshot without a witness: the epoch of my next release will be one. */
    private @Nullable Snapshot witnessed;

    private ShadowThread(Thread thread, Slots slots, @Nullable Snapshot start) {
        this.thread = thread;
        this.slots = slots;
        begin(slots.take(start));
    }

    /** Returns that of the current thread. */
    public static ShadowThread current() {
        Thread thread = Thread.currentThread();
        ThreadSlot s = ThreadSlots.of(thread);
        ShadowThread t = s.shadow;
        return t != null ? t : create(thread, s);
    }

    private static ShadowThread create(Thread thread, ThreadSlot s) {
        ShadowThread t = create(thread, s.start());
        t.inside = ThreadSlots.isCarrier(thread);
        s.shadow = t;
        return t;
    }

    /**
     * Makes that of a thread.
     *
     * @param start what the starter of the thread released, if that is known
     */
    public static ShadowThread create(Thread thread, @Nullable Snapshot start) {
        return create(thread, SLOTS, start);
    }

    static ShadowThread create(Thread thread, Slots slots, @Nullable Snapshot start) {
        return new ShadowThread(thread, slots, start);
    }

    /** Begins to use a slot. */
    private void begin(Slots.Start start) {
        slot = start.slot();
        shared = slots.isShared(slot);
        epoch = Epoch.of(slot, start.clock());
        changed = epoch;
        from = 0;
        last = null;
        Snapshot s = start.known();
        if (s != null) {
            tree = s.all();
            from = s.slot < 0 ? 0 : s.witness;
        }
        forgetReads();
    }

    public Thread thread() {
        return thread;
    }

    public int slot() {
        return slot;
    }

    /** Returns whether the access that {@code word} records happened before now. Not for a set. */
    public boolean knows(long word) {
        long e = word >>> Epoch.SITE_BITS;
        return e == known || knowsNews(e);
    }

    private boolean knowsNews(long e) {
        if (Epoch.slot(e) == slot) {
            return true;
        }
        if (!knowsEpoch(e)) {
            return false;
        }
        known = e;
        return true;
    }

    private boolean knowsEpoch(long e) {
        int s = Epoch.slot(e);
        return s == slot || Epoch.clock(e) <= tree.get(s);
    }

    /** Returns what this thread knows now, and begins a new epoch. */
    public Snapshot release() {
        Snapshot l = last;
        return l != null && isIdle() ? l : releaseNews();
    }

    /** Returns whether nothing has happened in this epoch. */
    private boolean isIdle() {
        return used != epoch && changed != epoch;
    }

    private Snapshot releaseNews() {
        if (slot == NO_SLOT) {
            revive();
        }
        Snapshot s = shared
                ? new Snapshot(tree.with(slot, Epoch.clock(epoch)))
                : new Snapshot(tree, slot, Epoch.clock(epoch), from);
        if (witnessed != null) {
            witnessed.witness = s.witness;
            witnessed = null;
        }
        trail.released(Epoch.word(epoch, Math.abs(place)));
        advance();
        last = s;
        return s;
    }

    /**
     * Accesses follow that are checked together. Returns the epoch: a release will now begin a new
     * one.
     */
    public long beginLoop() {
        used = epoch;
        return epoch;
    }

    /** Returns what this thread knows of others. */
    public ClockTree others() {
        return tree;
    }

    /** Begins a new epoch, so that a range of epochs says when something happened. */
    public void tick() {
        if (slot == NO_SLOT) {
            revive();
        }
        advance();
        last = null;
    }

    private void advance() {
        if (shared) {
            epoch = Epoch.of(slot, slots.tick(slot));
        } else if (Epoch.clock(epoch) == Epoch.CLOCKS - 1) {
            begin(slots.take(new Snapshot(tree.with(slot, Epoch.clock(epoch)))));
        } else {
            epoch++;
        }
        forgetReads();
    }

    private void forgetReads() {
        stepFrom = NO_SET;
        if (readSets != NO_SETS) {
            Arrays.fill(readSets, NO_SET);
        }
    }

    /** Returns whether a word of reads has a read by this thread in its present epoch. */
    public boolean hasRead(long r) {
        return r >>> Epoch.SITE_BITS == epoch || r < 0 && isOwnSet(r);
    }

    /**
     * Returns whether a read is no news, after writes {@code w} and reads {@code r}: this thread
     * has accessed the variable in its present epoch.
     */
    public boolean hasRead(long w, long r) {
        return w >>> Epoch.SITE_BITS == epoch || hasRead(r);
    }

    private boolean isOwnSet(long r) {
        long[] s = readSets;
        return s[(int) r & s.length - 1] == r;
    }

    /** Keeps a word of reads, a set's, that has this thread's present epoch. */
    public void addReadSet(long r) {
        if (readSets == NO_SETS) {
            readSets = new long[READ_SETS];
            Arrays.fill(readSets, NO_SET);
        }
        readSets[(int) r & READ_SETS - 1] = r;
    }

    /** Adds what {@code s} knows. */
    public void acquire(@Nullable Snapshot s) {
        trail.acquired(place);
        learn(s);
    }

    /** Adds what {@code s} knows, which no operation of the thread says. */
    public void learn(@Nullable Snapshot s) {
        if (s != null && s != witnessed && hasNews(s)) {
            acquireNews(s);
        }
    }

    private boolean hasNews(Snapshot s) {
        long w = s.witness;
        return w == 0 || !knowsEpoch(w);
    }

    private void acquireNews(Snapshot s) {
        if (s.slot < 0) {
            acquireJoined(s);
            return;
        }
        ClockTree t;
        if (s.from != 0 && knowsEpoch(s.from)) {
            t = tree;
            from = knowsFrom(s) ? s.witness : 0;
        } else if (knowsMe(s) || knowsFrom(s)) {
            t = s.tree;
            from = s.witness;
        } else {
            t = join(s);
            from = t == s.tree ? s.witness : 0;
        }
        change(t.with(s.slot, s.clock));
    }

    private ClockTree join(Snapshot s) {
        Snapshot l = last;
        if (l != null && l.tree == tree) {
            Joined j = l.joined;
            if (j != null && j.with() == s.tree) {
                return j.result(); // its thread has just acquired what I released last
            }
        }
        // The sender's own entry may be in it: only the sender takes it from here.
        ClockTree t = ClockTree.join(tree, s.tree, s.slot, s.clock);
        s.joined = new Joined(tree, t);
        return t;
    }

    private void acquireJoined(Snapshot s) {
        ClockTree t = knowsMe(s) ? s.tree : ClockTree.join(tree, s.tree);
        if (t != tree) {
            change(t);
            from = 0;
        }
        witnessed = shared ? null : s;
    }

    /** Returns whether {@code s} has all of my tree. */
    private boolean knowsMe(Snapshot s) {
        return !shared && s.tree.get(slot) >= Epoch.clock(changed);
    }

    /** Returns whether {@code s} has all of my tree, because it has where that came from. */
    private boolean knowsFrom(Snapshot s) {
        return from != 0 && s.knows(from);
    }

    private void change(ClockTree t) {
        tree = t;
        changed = epoch;
        if (end != null) {
            end = null; // it goes on after its end
        }
    }

    /** Returns what this thread knows. Called after it has ended, by any thread. */
    public Snapshot last() {
        Snapshot e = (Snapshot) END.getAcquire(this);
        if (e != null) {
            return e;
        }
        Snapshot s = lastNow();
        VarHandle.acquireFence();
        e = (Snapshot) END.getAcquire(this); // if it has been written, what I read may be torn
        return e != null ? e : s;
    }

    private Snapshot lastNow() {
        if (shared || used == epoch) {
            return new Snapshot(tree.with(slot, Epoch.clock(epoch)));
        }
        Snapshot l = last;
        return l != null && changed != epoch ? l : new Snapshot(tree.with(slot, lastClock()));
    }

    /** Returns the last clock at which this thread did something. */
    private int lastClock() {
        return used == epoch ? Epoch.clock(epoch) : Epoch.clock(epoch) - 1;
    }

    /**
     * The thread has ended: another one gets its slot. Called by itself or by its carrier. If it
     * still does something, that is done without a slot until it releases, and then with a new one.
     */
    public void ended() {
        if (slot == NO_SLOT) {
            return;
        }
        Snapshot s = lastNow();
        int ofSlot = slot;
        int clock = lastClock();
        int access = Epoch.slot(used) == slot ? Epoch.clock(used) : 0;
        long origin = from;
        end = s;
        VarHandle.fullFence();
        slot = NO_SLOT;
        shared = true;
        tree = s.all();
        from = 0;
        epoch = 0;
        last = null;
        witnessed = null;
        forgetReads();
        slots.ended(new Slots.Ended(ofSlot, clock, access, origin, s));
    }

    private void revive() {
        end = null;
        begin(slots.take(new Snapshot(tree)));
    }

    /** Returns a snapshot that knows what both know. */
    public static @Nullable Snapshot join(@Nullable Snapshot a, @Nullable Snapshot b) {
        return a == null ? b : b == null ? a : Snapshot.join(a, b);
    }
}
