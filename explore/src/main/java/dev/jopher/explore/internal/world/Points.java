package dev.jopher.explore.internal.world;

import org.jspecify.annotations.Nullable;

/** What transformed code calls before operations that other threads may see. */
public final class Points {
    /** Which classes have operations that other threads may see. */
    private static final ClassValue<Boolean> CONCURRENT = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            String name = type.getName();
            return name.startsWith("java.util.concurrent.")
                    || name.startsWith("java.util.Collections$Synchronized")
                    || name.equals("java.util.Vector") || name.equals("java.util.Stack")
                    || name.equals("java.util.Hashtable");
        }
    };

    private Points() {}

    public static void volatileRead(Object on) {
        at(Op.VOLATILE_READ, on);
    }

    public static void volatileWrite(Object on) {
        at(Op.VOLATILE_WRITE, on);
    }

    public static void before(Object on, Op op) {
        at(op, on);
    }

    /**
     * Marks a point before a call of an interface that concurrent collections implement, and
     * others.
     */
    public static void beforeOpen(@Nullable Object on, Op op) {
        World w = World.here();
        if (w != null && on != null && CONCURRENT.get(on.getClass())) {
            w.point(op, on);
        }
    }

    /** Marks a point: the current thread has started {@code t}, which may run first. */
    public static void started(Thread t) {
        World w = World.here();
        if (w != null && t.isVirtual()) {
            w.point(Op.GO, t);
        }
    }

    /** @param on what the operation is done to; null if there is nothing */
    public static void at(Op op, @Nullable Object on) {
        World w = World.here();
        if (w != null) {
            w.point(op, on);
        }
    }

    /** Records the value of the last operation of the current thread, for reports. */
    public static void value(@Nullable Object value) {
        World w = World.here();
        if (w != null) {
            w.value(value);
        }
    }
}
