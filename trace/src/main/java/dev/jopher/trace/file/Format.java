package dev.jopher.trace.file;

import java.nio.charset.StandardCharsets;

/** The numbers of the format; the recorder, in the library, has the same. */
final class Format {
    static final byte[] MAGIC = "JOPHERTR".getBytes(StandardCharsets.US_ASCII);
    static final int VERSION = 1;

    static final int INFO = 1;
    static final int STRINGS = 2;
    static final int PLACES = 3;
    static final int STACKS = 4;
    static final int GOROUTINES = 5;
    static final int EVENTS = 6;
    static final int END = 7;

    static final int TIMED = 0x80;
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

    /** How many numbers each event has. */
    private static final int[] NUMBERS =
            {0, 4, 1, 4, 1, 3, 0, 0, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 0, 2, 3, 3, 2, 1};

    private Format() {}

    /** Returns how many numbers follow an event's type; -1 if there is no such event. */
    static int numbers(int type) {
        return type > 0 && type < NUMBERS.length ? NUMBERS[type] : -1;
    }

    /** Returns the type of an event that begins with that byte. */
    static int type(int first) {
        return first & ~(TIMED | SAME);
    }

    /** Returns whether its first number is an object in four bytes. */
    static boolean beginsWithObject(int type) {
        return type >= SEND && type <= UNLOCK;
    }

    static long unzigzag(long n) {
        return n >>> 1 ^ -(n & 1);
    }
}
