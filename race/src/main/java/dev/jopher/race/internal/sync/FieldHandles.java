package dev.jopher.race.internal.sync;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Field;

import org.jspecify.annotations.Nullable;

/** Finds out which field a {@code MethodHandle} gets or sets. One that was adapted says nothing. */
public final class FieldHandles {
    private static @Nullable Lookup lookup;

    private FieldHandles() {}

    /** Takes a lookup that sees all fields of all classes. */
    public static void init(Lookup trusted) {
        lookup = trusted;
    }

    /** Returns the field, or null if the handle is not that of one. */
    public static @Nullable Field find(MethodHandle handle) {
        if (lookup == null) {
            return null;
        }
        try {
            MethodHandleInfo info = lookup.revealDirect(handle);
            return info.getReferenceKind() <= MethodHandleInfo.REF_putStatic
                    ? info.getDeclaringClass().getDeclaredField(info.getName())
                    : null;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return null;
        }
    }
}
