package dev.jopher.race.internal.shadow;

import java.util.LinkedHashMap;

import dev.jopher.race.internal.clock.ShadowThread;
import org.jspecify.annotations.Nullable;

/**
 * The content of an object as one variable: that of a collection of the JDK which is not safe for
 * several threads. Called before the call in the program's code; checks nothing if the object's
 * class is not one of those. A view of a collection is that collection.
 */
public final class Content {
    private Content() {}

    /** Returns the shadow with the variable; one of nothing if the content is not checked. */
    public static ArrayShadow of(@Nullable Object of) {
        if (of == null) {
            return ArrayShadow.NONE;
        }
        return switch (ContentTypes.kind(of.getClass())) {
            case OTHER -> ArrayShadow.NONE;
            case CONTENT -> ofContent(of);
            case VIEW -> of(ContentViews.behind(of));
            case FIXED_VIEW -> of(ContentViews.behind(of)).readOnly();
            case ARRAY_VIEW -> ArrayShadow.of(ContentViews.behind(of));
        };
    }

    private static ArrayShadow ofContent(Object of) {
        ArrayShadow s = ShadowTable.of(of);
        if (of instanceof LinkedHashMap<?, ?> m && ContentFields.isAccessOrdered(m)) {
            s.writtenByGet();
        }
        return s;
    }

    public static void read(@Nullable Object of, ShadowThread t, int site) {
        of(of).readContent(t, site);
    }

    public static void get(@Nullable Object of, ShadowThread t, int site) {
        of(of).getContent(t, site);
    }

    public static void write(@Nullable Object of, ShadowThread t, int site) {
        of(of).writeContent(t, site);
    }

    public static void get(@Nullable Object of, int i, ShadowThread t, int site) {
        of(of).getElement(i, t, site);
    }

    public static void write(@Nullable Object of, int i, ShadowThread t, int site) {
        of(of).writeElement(i, t, site);
    }
}
