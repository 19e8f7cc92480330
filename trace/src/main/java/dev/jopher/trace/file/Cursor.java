package dev.jopher.trace.file;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the events of one buffer, one after the other. */
final class Cursor {
    /** A part of the file with events of one buffer; the first of a block begins with BASE. */
    record Part(int buffer, int block, int processor, int from, int to) {}

    final int processor;

    private final byte[] file;
    private final List<Part> parts;
    private int next;
    private Bytes in = new Bytes(new byte[0], 0, 0);

    int type;
    boolean timed;
    long time;
    long a;
    long b;
    long c;
    long d;

    /** The text of a LOG. */
    int textAt;

    /** The object of the latest event that begins with one, in this block. */
    private long object;

    /** The goroutine that acts, by its number. */
    long actor;

    /** What the reader makes of the actor: its index, or -1. */
    int actorIndex = -1;

    /** The time at which the merge takes the current event. */
    long key;

    /** No event of this buffer is earlier than this, in the time of the recording. */
    long floor;

    /** Whether a RUN was put behind others. */
    boolean isDelayed;

    /** How many events were lost before the current block. */
    long lost;

    Cursor(byte[] file, int processor, List<Part> parts) {
        this.file = file;
        this.processor = processor;
        this.parts = parts;
    }

    /** Moves to the next event. Returns false at the end. */
    boolean advance() {
        while (in.isEmpty()) {
            if (next == parts.size()) {
                return false;
            }
            Part p = parts.get(next++);
            in = new Bytes(file, p.from, p.to);
        }
        try {
            read();
        } catch (Bytes.Truncated e) {
            in.at = in.end;
            next = parts.size();
            return false;
        }
        key = time;
        isDelayed = false;
        return true;
    }

    private void read() {
        int first = in.all[in.at++] & 0xff;
        type = Format.type(first);
        timed = (first & Format.TIMED) != 0;
        int n = Format.numbers(type);
        if (n < 0) {
            throw new Bytes.Truncated();
        }
        if (timed) {
            time += in.number();
        }
        if (Format.beginsWithObject(type)) {
            object = (first & Format.SAME) != 0 ? object : in.fourBytes();
            a = object;
        } else {
            a = n > 0 ? in.number() : 0;
        }
        b = n > 1 ? in.number() : 0;
        c = n > 2 ? in.number() : 0;
        d = n > 3 ? in.number() : 0;
        if (type == Format.BASE) {
            time = a;
            lost += d;
            object = 0;
        } else if (type == Format.LOG) {
            textAt = in.at;
            if (b < 0 || b > in.end - in.at) {
                throw new Bytes.Truncated();
            }
            in.at += (int) b;
        }
    }

    /** Returns a time at which the current event, which has none of its own, was over. */
    long bound() {
        long soFar = time;
        int part = next;
        Bytes ahead = new Bytes(file, in.at, in.end);
        try {
            for (;;) {
                if (ahead.isEmpty()) {
                    if (part == parts.size()) {
                        return Long.MAX_VALUE;
                    }
                    Part p = parts.get(part++);
                    ahead = new Bytes(file, p.from, p.to);
                }
                int first = ahead.all[ahead.at++] & 0xff;
                if ((first & Format.TIMED) != 0) {
                    return soFar + ahead.number();
                }
                if (first == Format.BASE) {
                    return ahead.number();
                }
                int type = Format.type(first);
                int n = Format.numbers(type);
                if (Format.beginsWithObject(type)) {
                    ahead.at += (first & Format.SAME) != 0 ? 0 : Integer.BYTES;
                    n--;
                }
                for (; n > 0; n--) {
                    ahead.at = skip(ahead);
                }
            }
        } catch (Bytes.Truncated e) {
            return Long.MAX_VALUE;
        }
    }

    private static int skip(Bytes b) {
        long unused = b.number();
        return b.at;
    }

    /** Returns the text of a LOG. */
    String text() {
        return new String(file, textAt, (int) b, StandardCharsets.UTF_8);
    }
}
