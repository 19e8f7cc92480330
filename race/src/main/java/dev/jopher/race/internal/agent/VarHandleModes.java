package dev.jopher.race.internal.agent;

import java.lang.invoke.VarHandle.AccessMode;
import java.util.HashMap;
import java.util.Map;

/**
 * What the methods of {@code VarHandle} order: volatile and acquiring modes acquire, volatile and
 * releasing ones release. Plain and opaque accesses order nothing.
 */
record VarHandleModes(boolean acquires, boolean releases, int values) {
    private static final Map<String, VarHandleModes> ALL = new HashMap<>();

    static {
        for (AccessMode mode : AccessMode.values()) {
            String name = mode.methodName();
            ALL.put(name, new VarHandleModes(acquires(name), releases(name), values(name)));
        }
    }

    /** Returns null for methods that access nothing. */
    static @org.jspecify.annotations.Nullable VarHandleModes of(String method) {
        return ALL.get(method);
    }

    private static boolean isNeither(String name) {
        return name.equals("get") || name.equals("set") || name.endsWith("Opaque")
                || name.endsWith("Plain");
    }

    private static boolean acquires(String name) {
        return !isNeither(name) && !name.equals("setVolatile") && !name.endsWith("Release");
    }

    private static boolean releases(String name) {
        return !isNeither(name) && !name.equals("getVolatile") && !name.endsWith("Acquire");
    }

    /** Returns how many arguments come after those that say where the variable is. */
    private static int values(String name) {
        if (name.contains("ompareAnd")) {
            return 2;
        }
        return name.startsWith("getAnd") || name.startsWith("set") ? 1 : 0;
    }
}
