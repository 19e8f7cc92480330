package dev.jopher.explore.internal.world;

import org.jspecify.annotations.Nullable;

/**
 * What an operation of Java's is about. The two halves of a read-write lock, a lock and its
 * conditions, a map and its views and iterators are several objects of which one sees what is done
 * to another. For a strategy they are one: the object that they all refer to. So it knows that the
 * order of a {@code readLock().lock()} and a {@code writeLock().lock()} makes a difference.
 */
public final class Shared {
    private static final long NONE = -1;

    private static Link[] links = {};
    private static @Nullable Reader reader;

    /** Searched without a hash table: in a run the hashes of classes belong to the program. */
    private static final ClassValue<Long> OFFSETS = new ClassValue<>() {
        @Override
        protected Long computeValue(Class<?> type) {
            for (Class<?> c = type; c != null; c = c.getSuperclass()) {
                for (Link l : links) {
                    if (l.type == c) {
                        return l.offset;
                    }
                }
            }
            return NONE;
        }
    };

    private Shared() {}

    /** Reads fields that only the JDK may read. */
    public abstract static class Reader {
        /** Returns where the field is; throws {@link InternalError} if there is none. */
        public abstract long offset(Class<?> type, String field);

        public abstract Object read(Object from, long offset);
    }

    /** The field of a class that refers to what its objects are a part of. */
    public record Link(Class<?> type, long offset) {}

    /** Sets the fields. The agent does so, before the first run. */
    public static void use(Reader r, Link[] all) {
        reader = r;
        links = all;
    }

    /** Returns the object that the operation is about. */
    static @Nullable Object of(@Nullable Object on) {
        Reader r = reader;
        if (on == null || r == null) {
            return on;
        }
        Object result = on;
        for (long at = OFFSETS.get(on.getClass()); at != NONE;) {
            Object next = r.read(result, at);
            if (next == null || next == result) {
                return result;
            }
            result = next;
            at = OFFSETS.get(next.getClass());
        }
        return result;
    }
}
