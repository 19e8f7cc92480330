package dev.jopher.internal.base;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;

import org.jspecify.annotations.Nullable;

/** References by which the collector shows what is unreachable. See {@link JdkInternals}. */
public final class FinalReferences {
    private static final @Nullable Handles HANDLES = Handles.find();

    private FinalReferences() {}

    /** Returns whether this JDK has them and lets us use them. */
    public static boolean areAvailable() {
        return HANDLES != null;
    }

    /**
     * Returns what the JDK creates for objects with a finalizer: a reference that shows when
     * {@code o} is unreachable, and still has it. Null if there is none.
     */
    public static @Nullable Reference<Object> create(Object o) {
        Handles f = HANDLES;
        try {
            return f == null ? null : (Reference<Object>) f.constructor.invokeExact(o);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns whether the collector has found that nothing else reaches the referent of {@code r},
     * a final reference.
     */
    public static boolean isUnreachable(Reference<Object> r) {
        Handles f = HANDLES;
        try {
            return f != null && f.next.invoke(r) != null;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * {@code java.lang.ref.FinalReference}. The collector sets its field {@code next}, to the
     * reference itself.
     */
    private record Handles(MethodHandle constructor, MethodHandle next) {
        static @Nullable Handles find() {
            try {
                JdkInternals.open("java.lang.ref");
                Class<?> type = Class.forName("java.lang.ref.FinalReference");
                MethodHandles.Lookup lookup =
                        MethodHandles.privateLookupIn(type, MethodHandles.lookup());
                MethodHandle constructor = lookup.findConstructor(type, MethodType.methodType(
                        void.class, Object.class, ReferenceQueue.class));
                return new Handles(
                        MethodHandles.insertArguments(constructor, 1, (Object) null).asType(
                                MethodType.methodType(Reference.class, Object.class)),
                        lookup.findGetter(Reference.class, "next", Reference.class));
            } catch (ReflectiveOperationException | RuntimeException e) {
                return null;
            }
        }
    }
}
