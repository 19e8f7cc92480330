package dev.jopher.race.internal.shadow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.TreeMap;

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
            case LOCKED_VIEW -> ArrayShadow.DEFERRED;
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

    /** Checks a collection that a method has read until it returns: see {@link #isUsedToTheEnd}. */
    public static void readAgain(@Nullable Object of, ShadowThread t, int site) {
        if (of != null && isUsedToTheEnd(of.getClass())) {
            read(of, t, site);
        }
    }

    public static void writeAgain(@Nullable Object of, ShadowThread t, int site) {
        if (of != null && isUsedToTheEnd(of.getClass())) {
            write(of, t, site);
        }
    }

    /**
     * Checks what a text is made of by a format. Arguments that it names by number are not checked,
     * and if there is one, no other.
     */
    public static void formatted(@Nullable String format,
            @Nullable Object @Nullable [] arguments, ShadowThread t, int site) {
        if (format == null || arguments == null || format.indexOf('$') >= 0
                || format.indexOf('<') >= 0) {
            return;
        }
        int argument = 0;
        for (int i = format.indexOf('%'); i >= 0; i = format.indexOf('%', i + 1)) {
            i++;
            while (i < format.length() && !Character.isLetter(format.charAt(i))
                    && format.charAt(i) != '%') {
                i++;
            }
            char conversion = i < format.length() ? format.charAt(i) : '%';
            if (conversion != '%' && conversion != 'n' && argument < arguments.length) {
                if (conversion == 's' || conversion == 'S') {
                    read(arguments[argument], t, site);
                }
                argument++;
            }
        }
    }

    /** Returns whether the methods of a class that call a function use the object after that. */
    private static boolean isUsedToTheEnd(Class<?> c) {
        return c == ArrayList.class || c == HashMap.class || c == LinkedHashMap.class
                || c == TreeMap.class;
    }

    public static void get(@Nullable Object of, int i, ShadowThread t, int site) {
        of(of).getElement(i, t, site);
    }

    public static void write(@Nullable Object of, int i, ShadowThread t, int site) {
        of(of).writeElement(i, t, site);
    }
}
