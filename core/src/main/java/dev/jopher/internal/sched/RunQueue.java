package dev.jopher.internal.sched;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A processor's ring of runnable goroutines: Go's {@code runq}. Its owner, the carrier of that processor, puts at
 * the tail; owner and thieves take at the head.
 *
 * <p>Invariants: {@code head <= tail <= head + SIZE}; only the owner writes {@code tail} and slots; {@code head}
 * moves by compare-and-set only, so what lies between an old and a new head belongs to whom moved it. A thief reads
 * slots before that compare-and-set: were a slot written meanwhile, the head has moved and it fails.
 *
 * <p>Slots outside of [head, tail) are emptied by the owner, else a goroutine that has run and been lost could not
 * be collected.
 */
final class RunQueue {
    static final int SIZE = 256;
    static final int HALF = SIZE / 2;
    private static final int MASK = SIZE - 1;

    /** What isStuck in a buffer when the goroutine has been moved on: who is lost must not be kept by a buffer. */
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

    /** Up to where the owner has emptied the slots whose content was taken. */
    private int emptied;

    int size() {
        return Math.max(0, tail - head);
    }

    boolean isEmpty() {
        return tail == head;
    }

    /** By the owner. */
    boolean hasRoom() {
        return (int) TAIL.get(this) - (int) HEAD.getAcquire(this) < SIZE;
    }

    /** By the owner: false if it is full. */
    boolean put(Runnable r) {
        int t = (int) TAIL.get(this);
        if (t - (int) HEAD.getAcquire(this) >= SIZE) {
            return false;
        }
        slots[t & MASK] = r;
        TAIL.setRelease(this, t + 1);
        return true;
    }

    /** By the owner: the oldest, null if there is none. */
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

    /** By the owner, who does not look here for some time: what others have taken is not kept. */
    void emptySlots() {
        emptySlots((int) HEAD.getAcquire(this), (int) TAIL.get(this));
    }

    /** Those before {@code h} whose content was taken, but for those that have been put into again since. */
    private void emptySlots(int h, int t) {
        int most = SIZE - (t - h);
        int behind = h - emptied;
        for (int i = Integer.compareUnsigned(behind, most) > 0 ? h - most : emptied; i != h; i++) {
            slots[i & MASK] = null;
        }
        emptied = h;
    }

    @SuppressWarnings("NullAway") // within [head, tail) no slot is null, and who read another one has lost
    private void copy(int from, Runnable[] to, int n) {
        for (int i = 0; i < n; i++) {
            to[i] = slots[(from + i) & MASK];
        }
    }

    /**
     * Takes the older half, which is at least one if there is any, into {@code batch}. By anybody.
     *
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
                continue; // head and tail belong to different moments
            }
            copy(h, batch, n);
            if (HEAD.compareAndSet(this, h, h + n)) {
                return n;
            }
            Arrays.fill(batch, 0, n, NOTHING); // another's, and the next attempt may find fewer
        }
    }
}
