package dev.jopher.trace.perfetto;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One message of a protocol buffer: fields in the order in which they are put. */
final class Message {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;

    private byte[] bytes = new byte[128];
    private int size;

    Message clear() {
        size = 0;
        return this;
    }

    Message number(int field, long value) {
        raw((long) field << 3 | VARINT);
        raw(value);
        return this;
    }

    Message fixed(int field, long value) {
        raw((long) field << 3 | FIXED64);
        room(8);
        for (int i = 0; i < 8; i++) {
            bytes[size++] = (byte) (value >>> 8 * i);
        }
        return this;
    }

    Message text(int field, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return bytes(field, utf8, utf8.length);
    }

    Message message(int field, Message value) {
        return bytes(field, value.bytes, value.size);
    }

    private Message bytes(int field, byte[] value, int length) {
        raw((long) field << 3 | BYTES);
        raw(length);
        room(length);
        System.arraycopy(value, 0, bytes, size, length);
        size += length;
        return this;
    }

    private void raw(long value) {
        room(10);
        long rest = value;
        while ((rest & ~127L) != 0) {
            bytes[size++] = (byte) (rest & 127 | 128);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }

    /** Writes it as field 1 of the outermost message, which is never complete in memory. */
    void writeAsField1(OutputStream out) throws IOException {
        Message head = new Message();
        head.raw(1 << 3 | BYTES);
        head.raw(size);
        out.write(head.bytes, 0, head.size);
        out.write(bytes, 0, size);
    }
}
