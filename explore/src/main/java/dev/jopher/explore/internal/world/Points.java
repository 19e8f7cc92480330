package dev.jopher.explore.internal.world;

import org.jspecify.annotations.Nullable;

/** What transformed code calls before operations that other threads may see. */
public final class Points {
    private Points() {}

    /** @param on what the operation is done to; null if there is nothing */
    public static void at(Op op, @Nullable Object on) {
        World w = World.here();
        if (w != null) {
            w.point(op, on);
        }
    }
}
