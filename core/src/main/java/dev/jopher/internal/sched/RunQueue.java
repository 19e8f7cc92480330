package dev.jopher.internal.sched;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A processor's ring of runnable goroutines: Go's {@code runq}. Its owner, the carrier of that
 * processor, puts at the tail. The owner and thieves take at the head.
 *
 * <p>Invariants: {@code head <= tail <= head + SIZE}. Only the owner writes {@code tail} and slots.
 * {@code head} moves by compare-and-set only. The slots between the old and the new head belong to
 * the thread whose CAS moved it. A thief reads slots before its CAS. If a slot has been written
 * since, the head has moved, and the CAS fails.
 *
 * <p>The owner clears slots outside of [head, tail). Otherwise a goroutine that has run and then
 * leaked could not be collected.
 */
final class RunQueue {
    static final int SIZE = 256;
    static final int HALF = SIZE / 2;
    private static final int MASK = SIZE - 1;

    /**
     * Placeholder for consumed buffer entries, so that the buffer does not keep a leaked goroutine
     * reachable.
     */
    static final Runnable NOTHING = () -> {};

    private static final VarHandle HEAD;
    private static final VarHandle TAIL;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HEAD = lookup.findVarHandle(RunQueue.class, "head", int.class);
            TAIL = lookup.findVarHandle(RunQueue.class, "tail", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final @Nullable Runnable[] slots = new @Nullable Runnable[SIZE];
    private volatile int head;
    private volatile int tail;

    /** Index up to which the owner has cleared consumed slots. */
    private int emptied;

    int size() {
        return Math.max(0, tail - head);
    }

    boolean isEmpty() {
        return tail == head;
    }

    /** Returns whether another one fits. Called by the owner. */
    boolean hasRoom() {
        return (int) TAIL.get(this) - (int) HEAD.getAcquire(this) < SIZE;
    }

    /** Appends {@code r}; returns false if the ring is full. Called by the owner. */
    boolean put(Runnable r) {
        int t = (int) TAIL.get(this);
        if (t - (int) HEAD.getAcquire(this) >= SIZE) {
            return false;
        }
        slots[t & MASK] = r;
        TAIL.setRelease(this, t + 1);
        return true;
    }

    /** Removes the oldest one; returns null if there is none. Called by the owner. */
    @Nullable Runnable take() {
        int t = (int) TAIL.get(this);
        for (;;) {
            int h = (int) HEAD.getAcquire(this);
            if (h == t) {
                emptySlots(h, t);
                return null;
            }
            Runnable r = slots[h & MASK];
            if (HEAD.compareAndSet(this, h, h + 1)) {
                emptySlots(h + 1, t);
                return r;
            }
        }
    }

    /**
     * Clears the slots that thieves have consumed. Called by the owner when it does not use the
     * ring for some time.
     */
    void emptySlots() {
        emptySlots((int) HEAD.getAcquire(this), (int) TAIL.get(this));
    }

    /** Nulls the slots below {@code h} that have been consumed and not reused. */
    private void emptySlots(int h, int t) {
        int most = SIZE - (t - h);
        int behind = h - emptied;
        for (int i = Integer.compareUnsigned(behind, most) > 0 ? h - most : emptied; i != h; i++) {
            slots[i & MASK] = null;
        }
        emptied = h;
    }

    // Slots in [head, tail) are never null. A thief that read any other slot fails its CAS.
    @SuppressWarnings("NullAway")
    private void copy(int from, Runnable[] to, int n) {
        for (int i = 0; i < n; i++) {
            to[i] = slots[(from + i) & MASK];
        }
    }

    /**
     * Moves the older half, at least one if there is any, into {@code batch}. Called by any thread.
     * @param batch of at least {@link #HALF}
     * @return how many
     */
    int steal(Runnable[] batch) {
        for (;;) {
            int h = (int) HEAD.getAcquire(this);
            int t = (int) TAIL.getAcquire(this);
            int n = t - h;
            n -= n / 2;
            if (n <= 0) {
                return 0;
            }
            if (n > HALF) {
                continue; // head and tail were read at different moments
            }
            copy(h, batch, n);
            if (HEAD.compareAndSet(this, h, h + n)) {
                return n;
            }
            Arrays.fill(batch, 0, n, NOTHING); // another's; the next attempt may find fewer
        }
    }
}
