package dev.jopher.race.internal.agent;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Says which methods of the JDK read or write the content of an object that is not safe for several
 * threads. Only by name: the object's class is looked at when the program runs, and decides.
 */
final class ContentMethods {
    private static final Map<String, Boolean> WRITES = new HashMap<>();

    static {
        put(true, "add addAll addFirst addLast put putAll putFirst putLast putIfAbsent remove "
                + "removeAll removeIf removeFirst removeLast removeFirstOccurrence "
                + "removeLastOccurrence removeEldestEntry removeRange retainAll clear set replace "
                + "replaceAll compute computeIfAbsent computeIfPresent merge sort offer offerFirst "
                + "offerLast poll pollFirst pollLast pollFirstEntry pollLastEntry pop push "
                + "ensureCapacity trimToSize flip and or xor andNot append appendCodePoint insert "
                + "delete deleteCharAt reverse setLength setCharAt setElementAt addElement "
                + "format parse parseObject formatToCharacterIterator applyPattern "
                + "applyLocalizedPattern set2DigitYearStart setTimeZone setCalendar setLenient "
                + "repeat next previous forEachRemaining");
        put(false, "get getOrDefault getFirst getLast contains containsAll containsKey "
                + "containsValue size isEmpty indexOf lastIndexOf iterator listIterator "
                + "descendingIterator spliterator stream parallelStream forEach toArray keySet "
                + "entrySet values subList subMap headMap tailMap headSet tailSet subSet "
                + "descendingMap descendingSet descendingKeySet navigableKeySet reversed first last "
                + "firstKey lastKey firstEntry lastEntry floor ceiling higher lower floorKey "
                + "ceilingKey higherKey lowerKey floorEntry ceilingEntry higherEntry lowerEntry "
                + "peek peekFirst peekLast element equals hashCode toString clone hasNext "
                + "hasPrevious nextIndex previousIndex nextSetBit nextClearBit previousSetBit "
                + "previousClearBit sequencedKeySet sequencedValues sequencedEntrySet "
                + "cardinality intersects length charAt substring subSequence chars codePoints "
                + "codePointAt codePointBefore codePointCount offsetByCodePoints compareTo "
                + "getChars toPattern toByteArray toLongArray elementAt isBlank");
    }

    private static final Set<String> OTHER_OWNERS = Set.of("java/lang/Iterable",
            "java/lang/StringBuilder", "java/lang/Appendable", "java/lang/CharSequence",
            "java/text/SimpleDateFormat", "java/text/DateFormat", "java/text/Format");

    private static final String OBJECT = "java/lang/Object";

    /** The methods of {@code Object} that collections override. */
    private static final Set<String> OF_OBJECT = Set.of("equals", "hashCode", "toString");

    private ContentMethods() {}

    private static void put(boolean writes, String names) {
        for (String name : names.split(" ")) {
            WRITES.put(name, writes);
        }
    }

    /** Returns whether a call writes, or null if it is no access to the content of its receiver. */
    static @Nullable Boolean writes(String owner, String method, String type) {
        return isOwner(owner) || isOfObject(owner, method) ? WRITES.get(method) : null;
    }

    /** Returns whether a method returns one value, which in some maps moves it to the end. */
    static boolean isGet(String method) {
        return method.equals("get") || method.equals("getOrDefault");
    }

    /** Does the same, also for the program's subclasses of the JDK's collections. */
    static @Nullable Boolean writes(String owner, String method, String type,
            ClassInfos classes) {
        Boolean writes = WRITES.get(method);
        return writes != null && (isOwner(owner) || isOfObject(owner, method)
                || isCollection(owner, classes)) ? writes : null;
    }

    private static boolean isCollection(String owner, ClassInfos classes) {
        String c = owner;
        while (c != null && !c.startsWith("java/")) {
            ClassInfo info = c.startsWith("[") ? null : classes.find(c);
            c = info == null ? null : info.superclass();
        }
        return c != null && isOwner(c);
    }

    private static boolean isOfObject(String owner, String method) {
        return owner.equals(OBJECT) && OF_OBJECT.contains(method);
    }

    private static boolean isOwner(String owner) {
        return OTHER_OWNERS.contains(owner)
                || owner.startsWith("java/util/") && owner.lastIndexOf('/') == 9;
    }
}
