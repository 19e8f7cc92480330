package dev.jopher.race.internal.shadow;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

import org.jspecify.annotations.Nullable;

/** The shadow words of a field, as handles: of its last write, and of its reads. */
record FieldWords(MethodHandle write, MethodHandle reads, MethodHandle setWrite) {
    private static final MethodType GET = MethodType.methodType(long.class, Object.class);
    private static final MethodType SET =
            MethodType.methodType(void.class, Object.class, long.class);

    /** Returns null if the class has none. */
    static @Nullable FieldWords find(@Nullable Lookup lookup, Class<?> c, String write,
            String reads, boolean isStatic) {
        if (lookup == null) {
            return null;
        }
        try {
            return isStatic
                    ? new FieldWords(
                            ofClass(lookup.findStaticGetter(c, write, long.class)),
                            ofClass(lookup.findStaticGetter(c, reads, long.class)),
                            ofClass(lookup.findStaticSetter(c, write, long.class)))
                    : new FieldWords(lookup.findGetter(c, write, long.class).asType(GET),
                            lookup.findGetter(c, reads, long.class).asType(GET),
                            lookup.findSetter(c, write, long.class).asType(SET));
        } catch (ReflectiveOperationException | LinkageError e) {
            return null;
        }
    }

    private static MethodHandle ofClass(MethodHandle handle) {
        return MethodHandles.dropArguments(handle, 0, Object.class);
    }

    long write(@Nullable Object of) {
        return get(write, of);
    }

    long reads(@Nullable Object of) {
        return get(reads, of);
    }

    void setWrite(@Nullable Object of, long word) {
        try {
            setWrite.invokeExact(of, word);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static long get(MethodHandle word, @Nullable Object of) {
        try {
            return (long) word.invokeExact(of);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
