package dev.jopher.race.internal.raw;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/** Takes the place of an AtomicReferenceArray. */
public final class RawReferenceArray {
    private static final VarHandle ELEMENT =
            MethodHandles.arrayElementVarHandle(Object[].class);

    private final @Nullable Object[] elements;

    public RawReferenceArray(int length) {
        elements = new @Nullable Object[length];
    }

    public @Nullable Object get(int i) {
        return ELEMENT.getVolatile(elements, i);
    }

    public void set(int i, @Nullable Object next) {
        ELEMENT.setVolatile(elements, i, next);
    }

    public @Nullable Object getAndSet(int i, @Nullable Object next) {
        return ELEMENT.getAndSet(elements, i, next);
    }

    public boolean compareAndSet(int i, @Nullable Object expected, @Nullable Object next) {
        return ELEMENT.compareAndSet(elements, i, expected, next);
    }
}
