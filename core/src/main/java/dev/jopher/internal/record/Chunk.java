package dev.jopher.internal.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A part of the file: a kind, a length, and that many bytes. */
final class Chunk {
    private byte[] bytes = new byte[1 << 12];
    private int size;

    Chunk number(long n) {
        room(10);
        long rest = n;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    Chunk text(String text) {
        byte[] utf = text.getBytes(StandardCharsets.UTF_8);
        return number(utf.length).bytes(utf, 0, utf.length);
    }

    Chunk bytes(byte[] from, int start, int length) {
        room(length);
        System.arraycopy(from, start, bytes, size, length);
        size += length;
        return this;
    }

    void copyTo(Chunk other) {
        var unused = other.bytes(bytes, 0, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    /** Writes it, and empties it. */
    void write(int kind, OutputStream out) throws IOException {
        Chunk head = new Chunk().number(kind).number(size);
        out.write(head.bytes, 0, head.size);
        out.write(bytes, 0, size);
        size = 0;
    }
}
