package dev.jopher.explore.internal.world;

import java.util.Iterator;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.jspecify.annotations.Nullable;

/** What transformed code calls before operations that other threads may see. */
public final class Points {
    /** Which classes have operations that other threads may see. */
    private static final ClassValue<Boolean> CONCURRENT = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            String name = type.getName();
            Class<?> above = type.getSuperclass();
            return name.startsWith("java.util.concurrent.")
                    || name.startsWith("java.util.Collections$Synchronized")
                    || name.equals("java.util.Vector") || name.equals("java.util.Hashtable")
                    || above != null && get(above);
        }
    };

    private Points() {}

    public static void volatileRead(Object on) {
        at(Op.VOLATILE_READ, on);
    }

    public static void volatileWrite(Object on) {
        at(Op.VOLATILE_WRITE, on);
    }

    /** Marks a point before a plain read of what threads may use at the same time. */
    public static void read(Object on) {
        at(Op.READ, on);
    }

    public static void write(Object on) {
        at(Op.WRITE, on);
    }

    public static void before(Object on, Op op) {
        at(on instanceof ReentrantReadWriteLock.ReadLock ? ofReader(op) : op, on);
    }

    private static Op ofReader(Op op) {
        return switch (op) {
            case LOCK -> Op.RLOCK;
            case UNLOCK -> Op.RUNLOCK;
            default -> op;
        };
    }

    /**
     * Marks a point before a call of an interface that concurrent collections implement, and
     * others.
     */
    public static void beforeOpen(@Nullable Object on, Op op) {
        World w = World.here();
        if (w != null && on != null) {
            if (CONCURRENT.get(on.getClass())) {
                w.point(op, on);
            } else if (on instanceof Iterator<?> && w.iterates()) {
                w.point(op, null);
            }
        }
    }

    /**
     * Does the same before a call of {@code iterator}. That of a synchronized collection is not
     * synchronized itself, so from then on the thread's iterators have points too.
     */
    public static void beforeIterator(@Nullable Object on, Op op) {
        World w = World.here();
        if (w != null && on != null && CONCURRENT.get(on.getClass())) {
            w.point(op, on);
            w.beginIterating();
        }
    }

    /** Does the same before a call that is about several elements, one after the other. */
    public static void beforeBulk(@Nullable Object on, Op op) {
        World w = World.here();
        if (w != null && on != null && CONCURRENT.get(on.getClass())) {
            w.point(op, on);
            w.bulk(true);
        }
    }

    /** Runs when such a call is over. */
    public static void afterBulk() {
        World w = World.here();
        if (w != null) {
            w.bulk(false);
        }
    }

    /**
     * Marks a point before the next element of such a call; none before its first.
     *
     * @param of the collection; null for whatever the call is about
     */
    public static void element(@Nullable Object of) {
        World w = World.here();
        if (w != null) {
            w.element(of);
        }
    }

    /** Marks a point before the next element of a stream. */
    public static void element() {
        at(Op.OTHER, null);
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
