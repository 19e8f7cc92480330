package dev.jopher.race.internal.shadow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What is behind the JDK's views of collections, by the private field that has it. A class whose
 * field is not found, in another JDK, is no view. The agent opens the package.
 */
final class ContentViews {
    private static final String UNMODIFIABLE = "Collections$Unmodifiable";

    private static final ClassValue<VarHandle[]> FIELDS = new ClassValue<>() {
        @Override
        protected VarHandle[] computeValue(Class<?> c) {
            VarHandle h = find(c);
            return h == null ? new VarHandle[0] : new VarHandle[] {h};
        }
    };

    private ContentViews() {}

    /** Returns what is behind a view, or null if that is not known. */
    static @Nullable Object behind(Object view) {
        VarHandle[] field = FIELDS.get(view.getClass());
        return field.length == 0 ? null : (Object) field[0].get(view);
    }

    /** Returns the kind of a class of the package {@code java.util}, by its name there. */
    static ContentTypes.Kind kind(String name) {
        return switch (name) {
            case "Arrays$ArrayList" -> ContentTypes.Kind.ARRAY_VIEW;
            // Its parts may be set and sorted at once: what is written through it is not checked.
            case "ArrayList$SubList" -> ContentTypes.Kind.FIXED_VIEW;
            case "HashMap$KeySet", "HashMap$Values", "HashMap$EntrySet",
                    "LinkedHashMap$LinkedKeySet", "LinkedHashMap$LinkedValues",
                    "LinkedHashMap$LinkedEntrySet", "TreeMap$Values", "TreeMap$EntrySet" ->
                ContentTypes.Kind.VIEW;
            default -> other(name);
        };
    }

    private static ContentTypes.Kind other(String name) {
        if (name.startsWith("Collections$Synchronized")) {
            return ContentTypes.Kind.LOCKED_VIEW;
        }
        return name.startsWith(UNMODIFIABLE) && !name.endsWith("EntrySet")
                ? ContentTypes.Kind.FIXED_VIEW
                : ContentTypes.Kind.OTHER;
    }

    private static @Nullable VarHandle find(Class<?> view) {
        Class<?> c = view;
        while (c.getClassLoader() != null) {
            c = c.getSuperclass(); // it overrides nothing
        }
        String name = c.getName();
        if (name.endsWith(".Arrays$ArrayList")) {
            return find(c, "a", Object[].class);
        }
        if (name.endsWith("HashSet")) {
            return find(c, "map", HashMap.class);
        }
        if (name.endsWith(".TreeSet")) {
            return find(c, "m", NavigableMap.class);
        }
        if (name.endsWith("$SubList")) {
            return find(c, "root", java.util.ArrayList.class);
        }
        if (name.contains(UNMODIFIABLE)) {
            return Map.class.isAssignableFrom(c)
                    ? find(c, "m", Map.class)
                    : find(c, "c", Collection.class);
        }
        return find(c, "this$0", c.getEnclosingClass() == TreeMap.class
                ? TreeMap.class
                : c.getEnclosingClass() == LinkedHashMap.class
                        ? LinkedHashMap.class
                        : HashMap.class);
    }

    private static @Nullable VarHandle find(Class<?> view, String field, Class<?> type) {
        for (Class<?> c = view; c != null; c = c.getSuperclass()) {
            try {
                Lookup lookup = MethodHandles.privateLookupIn(c, MethodHandles.lookup());
                return lookup.findVarHandle(c, field, type);
            } catch (ReflectiveOperationException e) {
                // perhaps the superclass has it
            }
        }
        return null;
    }
}
