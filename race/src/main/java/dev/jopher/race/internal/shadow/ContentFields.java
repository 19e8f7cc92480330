package dev.jopher.race.internal.shadow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.LinkedHashMap;

/** Private fields of the JDK's collections. The agent opens their package. */
final class ContentFields {
    private static final VarHandle ACCESS_ORDER;

    static {
        try {
            ACCESS_ORDER = MethodHandles
                    .privateLookupIn(LinkedHashMap.class, MethodHandles.lookup())
                    .findVarHandle(LinkedHashMap.class, "accessOrder", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private ContentFields() {}

    /** Returns whether {@code get} changes the order of the entries. */
    static boolean isAccessOrdered(LinkedHashMap<?, ?> map) {
        return (boolean) ACCESS_ORDER.get(map);
    }
}
