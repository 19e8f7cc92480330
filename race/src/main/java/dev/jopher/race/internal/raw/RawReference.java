package dev.jopher.race.internal.raw;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/** Takes the place of an AtomicReference. */
public final class RawReference {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(RawReference.class, "value", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable Object value;

    public @Nullable Object get() {
        return value;
    }

    public void set(@Nullable Object next) {
        value = next;
    }

    public @Nullable Object getAndSet(@Nullable Object next) {
        return VALUE.getAndSet(this, next);
    }

    public boolean compareAndSet(@Nullable Object expected, @Nullable Object next) {
        return VALUE.compareAndSet(this, expected, next);
    }
}
