package dev.jopher.trace.model;

import java.util.Arrays;

/** An array of bytes that grows. */
final class ByteColumn {
    private byte[] values = new byte[16];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = (byte) value;
    }

    byte get(int index) {
        return values[index];
    }

    int size() {
        return size;
    }

    byte[] toArray() {
        return Arrays.copyOf(values, size);
    }

    /** Returns the values in this order: the first is that at {@code order[0]}. */
    byte[] inOrder(int[] order) {
        byte[] sorted = new byte[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = values[order[i]];
        }
        return sorted;
    }
}
