package dev.jopher.race.internal.shadow;

import dev.jopher.race.internal.clock.ShadowThread;
import org.jspecify.annotations.Nullable;

/**
 * The content of an object as one variable: that of a collection of the JDK which is not safe for
 * several threads. Called before the call in the program's code; checks nothing if the object's
 * class is not one of those.
 */
public final class Content {
    private Content() {}

    public static void read(@Nullable Object of, ShadowThread t, int site) {
        if (of != null && ContentTypes.has(of.getClass())) {
            ShadowTable.of(of).read(0, t, site);
        }
    }

    public static void write(@Nullable Object of, ShadowThread t, int site) {
        if (of != null && ContentTypes.has(of.getClass())) {
            ShadowTable.of(of).write(0, t, site);
        }
    }
}
