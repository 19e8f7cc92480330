package dev.jopher.race.internal.raw;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

/** Takes the place of Collections where a synchronized set is made. */
public final class RawCollections {
    private RawCollections() {}

    public static Set<?> newSetFromMap(Map<?, ?> map) {
        return newSet(map);
    }

    @SuppressWarnings("unchecked")
    private static <E> Set<E> newSet(Map<?, ?> map) {
        return Collections.newSetFromMap((Map<E, Boolean>) map);
    }

    public static Set<?> synchronizedSet(Set<?> set) {
        return RawSet.of(set);
    }
}
