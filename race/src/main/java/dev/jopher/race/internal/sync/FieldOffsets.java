package dev.jopher.race.internal.sync;

import java.lang.reflect.Field;
import java.util.Arrays;

/** The fields whose offsets the program has asked {@code Unsafe} for. */
public final class FieldOffsets {
    /** Offsets and numbers, in turn. An array is never changed. */
    private static final ClassValue<long[][]> KNOWN = new ClassValue<>() {
        @Override
        protected long[][] computeValue(Class<?> type) {
            return new long[1][];
        }
    };

    /** The first element of an array is here or a few bytes further. */
    private static final int BASE = 16;

    private FieldOffsets() {}

    /** The program has asked for the offset of a field. */
    public static void asked(Field f, long offset) {
        add(f.getDeclaringClass(), offset,
                FieldClocks.number(f.getDeclaringClass(), f.getName()));
    }

    private static synchronized void add(Class<?> type, long offset, int number) {
        long[][] known = KNOWN.get(type);
        long[] old = known[0] == null ? new long[0] : known[0];
        long[] more = Arrays.copyOf(old, old.length + 2);
        more[old.length] = offset;
        more[old.length + 1] = number;
        known[0] = more;
    }

    /** Returns the number of the part that is at an offset in an object of a class. */
    static int number(Class<?> type, long offset) {
        if (type.isArray()) {
            return (int) (offset - BASE) & 0xFFFF;
        }
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            long[] known = KNOWN.get(c)[0];
            for (int i = 0; known != null && i < known.length; i += 2) {
                if (known[i] == offset) {
                    return (int) known[i + 1];
                }
            }
        }
        return -2;
    }
}
