package dev.jopher.trace.file;

import java.nio.charset.StandardCharsets;

/** Reads numbers and texts from a part of the file. */
final class Bytes {
    final byte[] all;
    int at;
    final int end;

    Bytes(byte[] all, int from, int end) {
        this.all = all;
        this.at = from;
        this.end = end;
    }

    boolean isEmpty() {
        return at >= end;
    }

    /** Returns the next number. Throws if the part ends within it. */
    long number() {
        long n = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (at >= end) {
                throw new Truncated();
            }
            byte b = all[at++];
            n |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return n;
            }
        }
        throw new Truncated();
    }

    /** Returns four bytes as a number, the lowest first. */
    long fourBytes() {
        if (end - at < Integer.BYTES) {
            throw new Truncated();
        }
        long n = all[at] & 0xffL | (all[at + 1] & 0xffL) << 8 | (all[at + 2] & 0xffL) << 16
                | (all[at + 3] & 0xffL) << 24;
        at += Integer.BYTES;
        return n;
    }

    int index() {
        long n = number();
        if (n < 0 || n > Integer.MAX_VALUE) {
            throw new Truncated();
        }
        return (int) n;
    }

    String text() {
        int length = index();
        if (length > end - at) {
            throw new Truncated();
        }
        String text = new String(all, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** The part ends too early, or what is in it makes no sense. */
    static final class Truncated extends RuntimeException {
        private static final long serialVersionUID = 1;

        Truncated() {
            super("a part of the file is damaged", null, false, false);
        }
    }
}
