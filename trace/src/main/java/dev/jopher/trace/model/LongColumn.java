package dev.jopher.trace.model;

import java.util.Arrays;

/** An array of longs that grows. */
final class LongColumn {
    private long[] values = new long[16];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    void set(int index, long value) {
        values[index] = value;
    }

    long get(int index) {
        return values[index];
    }

    int size() {
        return size;
    }

    long[] toArray() {
        return Arrays.copyOf(values, size);
    }

    /** Returns the values in this order: the first is that at {@code order[0]}. */
    long[] inOrder(int[] order) {
        long[] sorted = new long[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = values[order[i]];
        }
        return sorted;
    }
}
