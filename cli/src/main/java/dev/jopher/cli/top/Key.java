package dev.jopher.cli.top;

import java.io.IOException;
import java.io.InputStream;

/**
 * A key that was pressed.
 *
 * @param letter 0 for a key with a name
 */
record Key(Name name, char letter) {
    private static final int ESCAPE = 27;
    private static final int DELETE = 127;

    /** Between two parts of what a key sends over a slow network. */
    private static final int MOMENT_MILLIS = 25;

    /** Keys that write no letter. */
    enum Name {
        LETTER,
        UP,
        DOWN,
        LEFT,
        RIGHT,
        PAGE_UP,
        PAGE_DOWN,
        HOME,
        END,
        ENTER,
        ESCAPE,
        /** The terminal is gone. */
        CLOSED,
        OTHER
    }

    static Key of(char letter) {
        return new Key(Name.LETTER, letter);
    }

    static Key of(Name name) {
        return new Key(name, '\0');
    }

    /**
     * Reads the next key. What a key sends arrives together, so Escape alone is one after which
     * nothing comes for a moment.
     */
    static Key read(InputStream in) throws IOException {
        int c = in.read();
        return switch (c) {
            case -1 -> of(Name.CLOSED);
            case '\r', '\n' -> of(Name.ENTER);
            case '\b', DELETE -> of(Name.ESCAPE);
            case ESCAPE -> isAlone(in) ? of(Name.ESCAPE) : sequence(in);
            default -> of((char) c);
        };
    }

    private static boolean isAlone(InputStream in) throws IOException {
        if (in.available() == 0) {
            try {
                Thread.sleep(MOMENT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return in.available() == 0;
    }

    /** Reads what follows Escape: {@code [} or {@code O}, digits, and a letter or {@code ~}. */
    private static Key sequence(InputStream in) throws IOException {
        int c = in.read();
        if (c != '[' && c != 'O') {
            return of(Name.OTHER);
        }
        int number = 0;
        do {
            c = in.read();
            number = c >= '0' && c <= '9' ? number * 10 + c - '0' : number;
        } while (c >= '0' && c <= '9' || c == ';');
        return of(c == '~' ? numbered(number) : lettered(c));
    }

    private static Name lettered(int c) {
        return switch (c) {
            case 'A' -> Name.UP;
            case 'B' -> Name.DOWN;
            case 'C' -> Name.RIGHT;
            case 'D' -> Name.LEFT;
            case 'H' -> Name.HOME;
            case 'F' -> Name.END;
            case -1 -> Name.CLOSED;
            default -> Name.OTHER;
        };
    }

    private static Name numbered(int n) {
        return switch (n) {
            case 1, 7 -> Name.HOME;
            case 4, 8 -> Name.END;
            case 5 -> Name.PAGE_UP;
            case 6 -> Name.PAGE_DOWN;
            default -> Name.OTHER;
        };
    }
}
