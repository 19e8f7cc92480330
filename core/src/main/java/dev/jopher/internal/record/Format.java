package dev.jopher.internal.record;

import java.nio.charset.StandardCharsets;

/**
 * The numbers of the file format, which {@code docs/trace-format.md} describes. A new kind of chunk
 * or event needs no new version: a reader passes over chunks that it does not know, and a new event
 * needs one.
 */
final class Format {
    static final byte[] MAGIC = "JOPHERTR".getBytes(StandardCharsets.US_ASCII);
    static final int VERSION = 1;

    // ---- chunks ---------------------------------------------------------------------------------

    static final int INFO = 1;
    static final int STRINGS = 2;
    static final int PLACES = 3;
    static final int STACKS = 4;
    static final int GOROUTINES = 5;
    static final int EVENTS = 6;
    static final int END = 7;

    // ---- events ---------------------------------------------------------------------------------

    /** Added to the type of an event that has a time of its own. */
    static final int TIMED = 0x80;

    /** Added to the type of an event whose object is that of the one before it in the block. */
    static final int SAME = 0x40;

    static final int BASE = 1;
    static final int ACTOR = 2;
    static final int CREATED = 3;
    static final int RUN = 4;
    static final int BLOCK = 5;
    static final int YIELD = 6;
    static final int STOP = 7;
    static final int ENDED = 8;
    static final int READY = 9;
    static final int SEND = 10;
    static final int RECEIVE = 11;
    static final int CLOSE = 12;
    static final int LOCK = 13;
    static final int UNLOCK = 14;
    static final int SELECT = 15;
    static final int STEAL = 16;
    static final int HAND_OVER = 17;
    static final int TIMER = 18;
    static final int REGION = 19;
    static final int REGION_END = 20;
    static final int LOG = 21;
    static final int PAUSE = 22;
    static final int OBJECT = 23;
    static final int MADE = 24;
    static final int WAKE = 25;

    private Format() {}

    /** Returns a signed number so that small ones, of both signs, have few bits. */
    static long zigzag(long n) {
        return n << 1 ^ n >> 63;
    }
}
