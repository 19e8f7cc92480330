package dev.jopher.internal.time;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * A heap of timers, earliest first. Each timer knows its index, so stopping one is O(log n). Not
 * thread-safe. Moments are compared by their difference, as {@code System.nanoTime} requires.
 *
 * <p>As in Go's {@code timers.heap}, each node has four children, and the moments are in the heap
 * itself. A comparison does not read the timers, which with a million of them are in no cache.
 */
final class TimerHeap {
    private static final int CHILDREN = 4;
    private static final int MOST_EQUAL = 16;

    private @Nullable RuntimeTimer[] heap = new @Nullable RuntimeTimer[16];
    private long[] whens = new long[16];
    private int size;

    /** Has left the heap and is being fired. One at a time: its slot is kept free. */
    @Nullable RuntimeTimer firing;

    int size() {
        return size;
    }

    @Nullable RuntimeTimer first() {
        return heap[0];
    }

    /** Returns whether the first one is due at {@code now} and no other one is firing. */
    boolean canFire(long now) {
        return firing == null && nanosToFirst(now) <= 0;
    }

    /**
     * Returns the time from {@code now} to the first one; negative if that is late,
     * {@link Timers#FOREVER} if there is none.
     */
    long nanosToFirst(long now) {
        return size == 0 ? Timers.FOREVER : whens[0] - now;
    }

    /** Returns whether {@code test} holds for all and for the one that is firing. */
    boolean allMatchWithFiring(Predicate<RuntimeTimer> test) {
        return (firing == null || test.test(firing)) && allMatch(test);
    }

    /**
     * Returns whether {@code test} holds for all. Stops at the first one for which it does not
     * hold.
     */
    boolean allMatch(Predicate<RuntimeTimer> test) {
        for (int i = 0; i < size; i++) {
            if (!test.test(at(i))) {
                return false;
            }
        }
        return true;
    }

    /** Makes room for {@code n} more, or throws an OutOfMemoryError and changes nothing. */
    void reserve(int n) {
        if (size + n > heap.length) {
            @Nullable RuntimeTimer[] larger = Arrays.copyOf(heap, heap.length * 2);
            whens = Arrays.copyOf(whens, heap.length * 2);
            heap = larger;
        }
    }

    void add(RuntimeTimer t) {
        reserve(1);
        siftUp(size++, t, t.when);
    }

    /**
     * Puts one of those first that are as early as the first one, of the {@value #MOST_EQUAL} next
     * to the top at most.
     *
     * @param random gives a number less than its argument
     */
    void chooseFirst(IntUnaryOperator random) {
        int[] equal = new int[MOST_EQUAL];
        int n = 1;
        for (int k = 0; k < n; k++) {
            int end = Math.min(CHILDREN * (equal[k] + 1), size - 1);
            for (int i = CHILDREN * equal[k] + 1; i <= end && n < MOST_EQUAL; i++) {
                if (whens[i] == whens[0]) {
                    equal[n++] = i;
                }
            }
        }
        if (n > 1) {
            int chosen = equal[random.applyAsInt(n)];
            RuntimeTimer first = at(0);
            putAt(0, at(chosen), whens[chosen]);
            putAt(chosen, first, whens[0]);
        }
    }

    boolean remove(RuntimeTimer t) {
        int i = t.index;
        if (i == RuntimeTimer.NOT_QUEUED) {
            return false;
        }
        t.index = RuntimeTimer.NOT_QUEUED;
        RuntimeTimer last = at(--size);
        heap[size] = null;
        if (last != t) {
            siftDown(i, last, whens[size]);
            if (heap[i] == last) {
                siftUp(i, last, whens[i]);
            }
        }
        return true;
    }

    private void siftUp(int from, RuntimeTimer t, long when) {
        int i = from;
        while (i > 0) {
            int parent = (i - 1) / CHILDREN;
            if (when - whens[parent] >= 0) {
                break;
            }
            putAt(i, at(parent), whens[parent]);
            i = parent;
        }
        putAt(i, t, when);
    }

    private void siftDown(int from, RuntimeTimer t, long when) {
        int i = from;
        for (int child = earliestChild(i); child < size; child = earliestChild(i)) {
            if (when - whens[child] <= 0) {
                break;
            }
            putAt(i, at(child), whens[child]);
            i = child;
        }
        putAt(i, t, when);
    }

    /**
     * Returns the index of the earliest child of {@code i}; not less than size if there is none.
     */
    private int earliestChild(int i) {
        int earliest = CHILDREN * i + 1;
        int end = Math.min(earliest + CHILDREN, size);
        for (int child = earliest + 1; child < end; child++) {
            if (whens[child] - whens[earliest] < 0) {
                earliest = child;
            }
        }
        return earliest;
    }

    private void putAt(int i, RuntimeTimer t, long when) {
        heap[i] = t;
        whens[i] = when;
        t.index = i;
    }

    @SuppressWarnings("NullAway") // slots below size are never null
    private RuntimeTimer at(int i) {
        return heap[i];
    }
}
