package dev.jopher.runtime;

import java.util.Arrays;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * A binary heap of timers, earliest first, in which each timer knows its place, so that stopping one is
 * O(log n). Not thread-safe. Moments are compared by their difference, as {@code System.nanoTime} asks.
 */
final class TimerHeap {
    private @Nullable RuntimeTimer[] heap = new @Nullable RuntimeTimer[16];
    private int size;

    int size() {
        return size;
    }

    @Nullable RuntimeTimer first() {
        return heap[0];
    }

    /** Whether {@code test} holds for all; stops at the first for which it does not. */
    boolean allMatch(Predicate<RuntimeTimer> test) {
        for (int i = 0; i < size; i++) {
            if (!test.test(at(i))) {
                return false;
            }
        }
        return true;
    }

    void add(RuntimeTimer t) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        siftUp(size++, t);
    }

    boolean remove(RuntimeTimer t) {
        int i = t.index;
        if (i == RuntimeTimer.NOWHERE) {
            return false;
        }
        t.index = RuntimeTimer.NOWHERE;
        RuntimeTimer last = at(--size);
        heap[size] = null;
        if (last != t) {
            siftDown(i, last);
            if (heap[i] == last) {
                siftUp(i, last);
            }
        }
        return true;
    }

    private void siftUp(int i, RuntimeTimer t) {
        while (i > 0) {
            int parent = (i - 1) / 2;
            RuntimeTimer p = at(parent);
            if (t.when - p.when >= 0) {
                break;
            }
            place(i, p);
            i = parent;
        }
        place(i, t);
    }

    private void siftDown(int i, RuntimeTimer t) {
        for (int child = 2 * i + 1; child < size; child = 2 * i + 1) {
            if (child + 1 < size && at(child + 1).when - at(child).when < 0) {
                child++;
            }
            RuntimeTimer c = at(child);
            if (t.when - c.when <= 0) {
                break;
            }
            place(i, c);
            i = child;
        }
        place(i, t);
    }

    private void place(int i, RuntimeTimer t) {
        heap[i] = t;
        t.index = i;
    }

    @SuppressWarnings("NullAway") // slots below size are never null
    private RuntimeTimer at(int i) {
        return heap[i];
    }
}
