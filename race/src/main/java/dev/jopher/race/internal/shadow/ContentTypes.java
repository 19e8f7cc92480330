package dev.jopher.race.internal.shadow;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.WeakHashMap;

/**
 * Decides of which classes the content is checked. A subclass by the program may be safe for
 * several threads. It is not if it overrides none of the methods: then each call is one of the
 * JDK's code.
 */
final class ContentTypes {
    enum Kind {
        /** Not checked. */
        OTHER,
        /** The object is a variable. */
        CONTENT,
        /** A view of another object. */
        VIEW,
        /** A view whose methods that would change something fail. */
        FIXED_VIEW,
        /** A list that is a view of an array. */
        ARRAY_VIEW,
        /** A view that locks before it accesses what is behind it. */
        LOCKED_VIEW
    }

    /** Found by name: one is not to be loaded here, the others are not public. */
    private static final Set<String> NAMED = Set.of("java.text.SimpleDateFormat",
            "java.util.RegularEnumSet", "java.util.JumboEnumSet");

    /** Iterators: each has a position, which several threads may not share. */
    private static final Set<String> ITERATORS = Set.of("ArrayList$Itr", "ArrayList$ListItr",
            "HashMap$KeyIterator", "HashMap$ValueIterator", "HashMap$EntryIterator",
            "LinkedHashMap$LinkedKeyIterator", "LinkedHashMap$LinkedValueIterator",
            "LinkedHashMap$LinkedEntryIterator", "TreeMap$KeyIterator", "TreeMap$ValueIterator",
            "TreeMap$EntryIterator", "LinkedList$ListItr", "ArrayDeque$DeqIterator",
            "PriorityQueue$Itr", "Arrays$ArrayItr", "ImmutableCollections$ListItr",
            "TreeMap$DescendingKeyIterator", "ArrayDeque$DescendingIterator",
            "LinkedList$DescendingIterator", "EnumMap$KeyIterator", "EnumMap$ValueIterator",
            "EnumMap$EntryIterator", "IdentityHashMap$KeyIterator",
            "IdentityHashMap$ValueIterator", "IdentityHashMap$EntryIterator",
            "WeakHashMap$KeyIterator", "WeakHashMap$ValueIterator", "WeakHashMap$EntryIterator");

    /** What a subclass may override: it is called inside, and is no access. */
    private static final String ELDEST = "removeEldestEntry";

    private static final ClassValue<Kind> KINDS = new ClassValue<>() {
        @Override
        protected Kind computeValue(Class<?> c) {
            return c.getClassLoader() == null ? ofJdk(c) : ofProgram(c);
        }
    };

    private ContentTypes() {}

    static Kind kind(Class<?> c) {
        return c == ArrayList.class || c == HashMap.class || c == StringBuilder.class
                ? Kind.CONTENT
                : KINDS.get(c);
    }

    private static Kind ofJdk(Class<?> c) {
        String name = c.getName();
        if (c == HashSet.class || c == LinkedHashSet.class || c == TreeSet.class) {
            return Kind.VIEW; // of a map, which its iterators know
        }
        if (isContent(c) || NAMED.contains(name)) {
            return Kind.CONTENT;
        }
        if (!c.getPackageName().equals("java.util")) {
            return Kind.OTHER;
        }
        String simple = name.substring(name.lastIndexOf('.') + 1);
        return ITERATORS.contains(simple) ? Kind.CONTENT : ContentViews.kind(simple);
    }

    private static boolean isContent(Class<?> c) {
        return c == ArrayList.class || c == HashMap.class || c == StringBuilder.class
                || c == LinkedHashMap.class || c == HashSet.class || c == LinkedHashSet.class
                || c == ArrayDeque.class || c == LinkedList.class || c == PriorityQueue.class
                || c == TreeMap.class || c == TreeSet.class || c == BitSet.class
                || c == IdentityHashMap.class || c == WeakHashMap.class || c == EnumMap.class;
    }

    private static Kind ofProgram(Class<?> type) {
        Class<?> base = type;
        while (base != null && base.getClassLoader() != null) {
            base = base.getSuperclass();
        }
        if (base == null || !isContent(base)) {
            return Kind.OTHER;
        }
        try {
            for (Class<?> c = type; c != base && c != null; c = c.getSuperclass()) {
                if (overrides(c, base)) {
                    return Kind.OTHER;
                }
            }
            return ofJdk(base);
        } catch (LinkageError | RuntimeException unknown) {
            return Kind.OTHER;
        }
    }

    /** Returns whether a class has a method with the name of one that it inherits. */
    private static boolean overrides(Class<?> c, Class<?> base) {
        for (Method m : c.getDeclaredMethods()) {
            int flags = m.getModifiers();
            if (!Modifier.isStatic(flags) && !Modifier.isPrivate(flags)
                    && !m.getName().equals(ELDEST) && inherits(base, m.getName())) {
                return true;
            }
        }
        return false;
    }

    private static boolean inherits(Class<?> base, String method) {
        for (Class<?> c = base; c != Object.class && c != null; c = c.getSuperclass()) {
            for (Method m : c.getDeclaredMethods()) {
                if (m.getName().equals(method)) {
                    return true;
                }
            }
        }
        for (Method m : base.getMethods()) { // those of interfaces
            if (m.getName().equals(method)) {
                return true;
            }
        }
        return false;
    }
}
