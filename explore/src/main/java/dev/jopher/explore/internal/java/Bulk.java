package dev.jopher.explore.internal.java;

import java.util.Spliterator;

import dev.jopher.explore.internal.world.Points;

/**
 * The elements of what a collection does in one call: others see them come and go one by one. The
 * JDK's code calls this before each.
 */
public final class Bulk {
    private Bulk() {}

    /** Marks a point if the program has called for several elements of that collection. */
    public static void element(Object of) {
        Points.element(of);
    }

    /** Marks a point before the next element that a stream or {@code forEach} gets. */
    public static void advance(Object traverser) {
        if (traverser instanceof Spliterator<?>) {
            Points.element();
        } else {
            Points.element(null);
        }
    }
}
