package dev.jopher.internal.sched;

import java.util.Arrays;

import dev.jopher.internal.base.SpinLock;
import org.jspecify.annotations.Nullable;

/**
 * Runnable goroutines that belong to no processor: those that platform threads start and wake, and
 * those that do not fit into a ring. Go's {@code sched.runq}. Like that, it is a queue under one
 * lock, because threads come here rarely, or with many goroutines at once.
 *
 * <p>Allocates before moving anything, so an OutOfMemoryError leaves the queues unchanged.
 */
final class GlobalQueue {
    private static final int SMALLEST = 256;

    private final SpinLock lock = new SpinLock();
    private final @Nullable Runnable[] smallest = new @Nullable Runnable[SMALLEST];

    /** A ring whose length is a power of two. */
    private @Nullable Runnable[] slots = smallest;
    private int head;

    /** Written under the lock, read by any thread. */
    private volatile int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void put(Runnable r) {
        lock.lock();
        try {
            reserve(1);
            append(r);
        } finally {
            lock.unlock();
        }
    }

    /** Moves the goroutine that {@code p} would run next into this queue. */
    void putNext(P p) {
        lock.lock();
        try {
            reserve(1);
            Runnable r = p.next();
            if (r != null && p.takeNext(r)) {
                append(r);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Moves the older half of {@code from} into this queue, followed by {@code last}. Uses
     * {@code buffer} as working space.
     */
    void putHalf(RunQueue from, Runnable last, Runnable[] buffer) {
        lock.lock();
        try {
            reserve(buffer.length + 1);
            moveHalf(from, buffer);
            append(last);
        } finally {
            lock.unlock();
        }
    }

    /** Moves all of {@code from} into this queue. */
    void putAll(RunQueue from, Runnable[] buffer) {
        lock.lock();
        try {
            do {
                reserve(buffer.length);
            } while (moveHalf(from, buffer) > 0);
        } finally {
            lock.unlock();
        }
    }

    private int moveHalf(RunQueue from, Runnable[] buffer) {
        int n = from.steal(buffer);
        for (int i = 0; i < n; i++) {
            append(buffer[i]);
            buffer[i] = RunQueue.NOTHING;
        }
        return n;
    }

    /** Removes the oldest one; returns null if there is none. */
    @Nullable Runnable take() {
        if (size == 0) {
            return null;
        }
        lock.lock();
        try {
            return size == 0 ? null : removeFirst();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Removes one goroutine to run. Moves the {@code active}-th part of the rest into {@code ring},
     * at most half a ring. Called by the ring's owner.
     * @param active number of processors that share; read while it changes, so it may be 0 or less
     */
    @Nullable Runnable takeBatch(RunQueue ring, int active) {
        if (size == 0) {
            return null;
        }
        lock.lock();
        try {
            if (size == 0) {
                return null;
            }
            Runnable first = removeFirst();
            int more = Math.min(size / Math.max(active, 1), RunQueue.HALF - 1);
            while (more-- > 0 && ring.hasRoom()) {
                ring.put(removeFirst());
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    private void reserve(int more) {
        int n = size;
        if (n + more <= slots.length) {
            return;
        }
        @Nullable Runnable[] larger = new @Nullable Runnable[Math.max(slots.length * 2,
                Integer.highestOneBit(n + more) * 2)];
        for (int i = 0; i < n; i++) {
            larger[i] = slots[(head + i) & (slots.length - 1)];
        }
        Arrays.fill(smallest, null); // it is reused, and would keep the goroutines reachable
        slots = larger;
        head = 0;
    }

    private void append(Runnable r) {
        slots[(head + size) & (slots.length - 1)] = r;
        size = size + 1;
    }

    @SuppressWarnings("NullAway") // there are size elements from head on
    private Runnable removeFirst() {
        Runnable r = slots[head];
        slots[head] = null;
        head = (head + 1) & (slots.length - 1);
        size = size - 1;
        if (size == 0) {
            slots = smallest; // frees the memory after a million were started at once
            head = 0;
        }
        return r;
    }
}
