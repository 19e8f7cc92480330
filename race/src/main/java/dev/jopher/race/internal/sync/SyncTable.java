package dev.jopher.race.internal.sync;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The clocks of objects, by identity. Holds no object that nothing else holds. */
public final class SyncTable {
    private static final Map<Object, SyncClock> CLOCKS =
            Collections.synchronizedMap(new IdentityHashMap<>());

    private SyncTable() {}

    public static SyncClock of(Object object) {
        return CLOCKS.computeIfAbsent(object, o -> new SyncClock());
    }

    public static @Nullable SyncClock find(Object object) {
        return CLOCKS.get(object);
    }
}
