package dev.jopher.cli;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.Arrays;

/** Standard input that each schedule reads from its beginning. What is read once is kept. */
final class RepeatedInput extends InputStream {
    private static final int FIRST_SIZE = 1 << 10;

    private final InputStream in;
    private byte[] known = new byte[FIRST_SIZE];
    private int size;
    private int next;
    private boolean isUsed;

    RepeatedInput(InputStream in) {
        this.in = in;
    }

    /** Goes back to the beginning, before a schedule. */
    void rewind() {
        if (!isUsed) {
            return;
        }
        next = 0;
        isUsed = false;
        try {
            // What IO.readln has read ahead.
            Field reader = IO.class.getDeclaredField("br");
            reader.setAccessible(true);
            reader.set(null, null);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // It has none, or has another one in this JDK.
        }
    }

    @Override
    public int read() throws IOException {
        isUsed = true;
        if (next == size && !readMore(1)) {
            return -1;
        }
        return known[next++] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        isUsed = true;
        if (length == 0) {
            return 0;
        }
        if (next == size && !readMore(length)) {
            return -1;
        }
        int n = Math.min(length, size - next);
        System.arraycopy(known, next, into, from, n);
        next += n;
        return n;
    }

    private boolean readMore(int atMost) throws IOException {
        byte[] bytes = new byte[atMost];
        int n = in.read(bytes);
        if (n <= 0) {
            return false;
        }
        if (size + n > known.length) {
            known = Arrays.copyOf(known, Math.max(size + n, known.length * 2));
        }
        System.arraycopy(bytes, 0, known, size, n);
        size += n;
        return true;
    }

    @Override
    public int available() throws IOException {
        return size - next + in.available();
    }
}
