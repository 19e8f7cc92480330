package dev.jopher.race.internal.shadow;

import java.util.LinkedHashMap;

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

    /** A {@code get}: the map may move the entry to its end. */
    public static void get(@Nullable Object of, ShadowThread t, int site) {
        if (of instanceof LinkedHashMap<?, ?> m && m.getClass() == LinkedHashMap.class
                && ContentFields.isAccessOrdered(m)) {
            write(of, t, site);
        } else {
            read(of, t, site);
        }
    }

    public static void write(@Nullable Object of, ShadowThread t, int site) {
        if (of != null && ContentTypes.has(of.getClass())) {
            ShadowTable.of(of).write(0, t, site);
        }
    }
}
