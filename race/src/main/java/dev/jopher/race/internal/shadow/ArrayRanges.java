package dev.jopher.race.internal.shadow;

import java.lang.reflect.Array;

import dev.jopher.race.internal.clock.ShadowThread;
import org.jspecify.annotations.Nullable;

/**
 * Checks of many elements, before a method of the JDK accesses them. Checks nothing where that
 * method is going to fail, because then it accesses nothing.
 */
public final class ArrayRanges {
    private ArrayRanges() {}

    /** One element is read, in a method that has no room for the longer check. */
    public static void read(@Nullable Object array, int i, ShadowThread t, int site) {
        ArrayShadow.of(array).read(i, t, site);
    }

    /** One element is written, in a method that has no room for the longer check. */
    public static void write(@Nullable Object array, int i, ShadowThread t, int site) {
        ArrayShadow.of(array).write(i, t, site);
    }

    /** All elements are read. */
    public static void read(@Nullable Object array, ShadowThread t, int site) {
        if (array != null) {
            ArrayShadow.of(array).readRange(0, Array.getLength(array), t, site);
        }
    }

    /** All elements are written. */
    public static void write(@Nullable Object array, ShadowThread t, int site) {
        if (array != null) {
            ArrayShadow.of(array).writeRange(0, Array.getLength(array), t, site);
        }
    }

    /**
     * The elements from {@code from} until before {@code to} are read; what is behind the end not.
     */
    public static void read(@Nullable Object array, int from, int to, ShadowThread t, int site) {
        if (isRange(array, from, Math.min(to, length(array)))) {
            ArrayShadow.of(array).readRange(from, Math.min(to, length(array)), t, site);
        }
    }

    /** The elements from {@code from} until before {@code to} are written. */
    public static void write(@Nullable Object array, int from, int to, ShadowThread t, int site) {
        if (isRange(array, from, to)) {
            ArrayShadow.of(array).writeRange(from, to, t, site);
        }
    }

    /** {@code System.arraycopy} with these arguments. */
    public static void copy(@Nullable Object from, int fromIndex, @Nullable Object to, int toIndex,
            int n, ShadowThread t, int site) {
        if (n > 0 && isRange(from, fromIndex, fromIndex + n) && isRange(to, toIndex, toIndex + n)) {
            ArrayShadow.of(from).readRange(fromIndex, fromIndex + n, t, site);
            ArrayShadow.of(to).writeRange(toIndex, toIndex + n, t, site);
        }
    }

    private static boolean isRange(@Nullable Object array, int from, int to) {
        return from >= 0 && from < to && to <= length(array);
    }

    /** Returns 0 for what is not an array. */
    private static int length(@Nullable Object array) {
        return array != null && array.getClass().isArray() ? Array.getLength(array) : 0;
    }
}
