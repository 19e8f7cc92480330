package dev.jopher.race.internal.shadow;

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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.WeakHashMap;

/** Decides of which classes the content is checked: exactly these, not their subclasses. */
final class ContentTypes {
    /** Found by name, so that it is not loaded here. */
    private static final String DATE_FORMAT = "java.text.SimpleDateFormat";

    private ContentTypes() {}

    static boolean has(Class<?> c) {
        return c == ArrayList.class || c == HashMap.class || c == StringBuilder.class
                || c.getClassLoader() == null && hasRare(c);
    }

    private static boolean hasRare(Class<?> c) {
        return c == LinkedHashMap.class || c == HashSet.class || c == LinkedHashSet.class
                || c == ArrayDeque.class || c == LinkedList.class || c == PriorityQueue.class
                || isTree(c) || c == BitSet.class || c == IdentityHashMap.class
                || c == WeakHashMap.class || c == EnumMap.class || c.getName().equals(DATE_FORMAT);
    }

    private static boolean isTree(Class<?> c) {
        return c == TreeMap.class || c == TreeSet.class;
    }
}
