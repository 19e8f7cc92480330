package dev.jopher.trace.page;

import java.util.Arrays;

/** Writes numbers of seven bits a byte, the lowest first. {@code data.js} reads them. */
final class NumberStream {
    private byte[] bytes = new byte[1 << 16];
    private int size;

    /** Writes a number that is not negative. */
    void put(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative: " + value);
        }
        if (size + 10 > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length + (bytes.length >> 1));
        }
        long rest = value;
        while (rest > 127) {
            bytes[size++] = (byte) (rest & 127 | 128);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Writes an index, or -1 for none. */
    void putIndex(int index) {
        put(index + 1L);
    }

    void putSigned(long value) {
        put(value << 1 ^ value >> 63);
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }
}
