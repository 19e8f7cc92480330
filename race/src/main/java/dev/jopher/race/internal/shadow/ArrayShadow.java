package dev.jopher.race.internal.shadow;

import java.lang.reflect.Array;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

import dev.jopher.race.internal.clock.ShadowThread;
import org.jspecify.annotations.Nullable;

/**
 * The shadow words of an array's elements. An instrumented method keeps it in a local variable next
 * to the array. Never throws: an index out of bounds is left to the access itself.
 */
public final class ArrayShadow {
    private static final Map<Object, ArrayShadow> SHADOWS =
            Collections.synchronizedMap(new IdentityHashMap<>());

    /** That of null, and of arrays that are not checked. */
    public static final ArrayShadow NONE = new ArrayShadow(0);

    private final long[] words;

    private ArrayShadow(int length) {
        words = new long[2 * length];
    }

    /** Returns the shadow of {@code array}. */
    public static ArrayShadow of(@Nullable Object array) {
        return array == null
                ? NONE
                : SHADOWS.computeIfAbsent(array, a -> new ArrayShadow(Array.getLength(a)));
    }

    public void read(int i, ShadowThread t, int site) {
        if (i >= 0 && 2 * i < words.length) {
            words[2 * i + 1] = Checks.read(words[2 * i], words[2 * i + 1], t, site);
        }
    }

    public void write(int i, ShadowThread t, int site) {
        if (i >= 0 && 2 * i < words.length) {
            words[2 * i] = Checks.write(words[2 * i], words[2 * i + 1], t, site);
        }
    }

    /** Reads the elements from {@code from} until before {@code to}. */
    public void readRange(int from, int to, ShadowThread t, int site) {
        for (int i = from; i < to; i++) {
            read(i, t, site);
        }
    }

    public void writeRange(int from, int to, ShadowThread t, int site) {
        for (int i = from; i < to; i++) {
            write(i, t, site);
        }
    }
}
