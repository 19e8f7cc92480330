package dev.jopher.race.internal.clock;

import org.jspecify.annotations.Nullable;

/**
 * What the detector knows of a thread or goroutine: its epoch and its vector clock. Only the thread
 * itself changes it.
 */
public final class ShadowThread {
    private static final ThreadLocal<ShadowThread> CURRENT = new ThreadLocal<>();
    private static int slots;

    /** Read by the checks: slot and clock, see {@link Epoch}. */
    public long epoch;

    /** Whether the thread is inside the detector, whose own operations are not recorded. */
    public boolean inside;

    /** Whether the thread runs the program's handler of a race, and so calls no other one. */
    public boolean handling;

    /** What reports say of the thread; made when the first of them may need it. */
    public @Nullable Object identity;

    private final Thread thread;
    private final int slot;
    private long[] clocks;

    private ShadowThread(Thread thread, int slot) {
        this.thread = thread;
        this.slot = slot;
        this.clocks = new long[slot + 1];
        clocks[slot] = 1;
        epoch = Epoch.of(slot, 1);
    }

    /** Returns that of the current thread. */
    public static ShadowThread current() {
        ShadowThread t = CURRENT.get();
        return t != null ? t : create();
    }

    private static ShadowThread create() {
        int slot;
        synchronized (ShadowThread.class) {
            slot = slots++;
        }
        ShadowThread t = new ShadowThread(Thread.currentThread(), slot);
        CURRENT.set(t);
        return t;
    }

    public Thread thread() {
        return thread;
    }

    public int slot() {
        return slot;
    }

    /** Returns whether the access that {@code word} records happened before now. Not for a set. */
    public boolean knows(long word) {
        int s = Epoch.slotOf(word);
        return s == slot || s < clocks.length && Epoch.clockOf(word) <= clocks[s];
    }

    /** Returns what this thread knows now, and begins a new epoch. */
    public Snapshot release() {
        Snapshot s = new Snapshot(clocks.clone());
        clocks[slot]++;
        epoch = Epoch.of(slot, (int) clocks[slot]);
        return s;
    }

    /** Adds what {@code s} knows. */
    public void acquire(@Nullable Snapshot s) {
        if (s == null) {
            return;
        }
        if (s.clocks.length > clocks.length) {
            clocks = java.util.Arrays.copyOf(clocks, s.clocks.length);
        }
        for (int i = 0; i < s.clocks.length; i++) {
            if (i != slot) {
                clocks[i] = Math.max(clocks[i], s.clocks[i]);
            }
        }
    }

    /** Returns a snapshot that knows what both know. */
    public static @Nullable Snapshot join(@Nullable Snapshot a, @Nullable Snapshot b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        long[] all = java.util.Arrays.copyOf(a.clocks, Math.max(a.clocks.length, b.clocks.length));
        for (int i = 0; i < b.clocks.length; i++) {
            all[i] = Math.max(all[i], b.clocks[i]);
        }
        return new Snapshot(all);
    }
}
