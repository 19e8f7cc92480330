package dev.jopher.race.internal.shadow;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.invoke.VarHandle.VarHandleDesc;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;

import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.sync.FieldHandles;
import org.jspecify.annotations.Nullable;

/**
 * Checks plain accesses that a {@code VarHandle} or a reflective {@code Field} makes, with the
 * check methods of the class that declares the field. A field without them is not checked.
 */
public final class FieldChecks {
    private static final String READ = "$race$r$";
    private static final String WRITE = "$race$w$";

    /**
     * @param type null for an element of an array, or if nothing is checked
     * @param words null if nothing is checked
     */
    record Place(Object accessor, @Nullable Class<?> type, boolean isArray, boolean isStatic,
            @Nullable MethodHandle read, @Nullable MethodHandle write,
            @Nullable FieldWords words) {
        /** Returns whether the field is one of {@code of}, or static. */
        boolean isOf(@Nullable Object of) {
            return type != null && (isStatic || type.isInstance(of));
        }
    }

    /** By hash of the accessor. A place that another one took is made again. */
    private static final @Nullable Place[] PLACES = new Place[256];

    private static @Nullable Lookup lookup;

    private FieldChecks() {}

    /** Must see all methods of all classes. */
    public static void init(Lookup trusted) {
        lookup = trusted;
    }

    static @Nullable Lookup lookup() {
        return lookup;
    }

    public static void read(@Nullable Object accessor, @Nullable Object of, long index,
            ShadowThread t, int site) {
        access(accessor, of, index, t, site, false);
    }

    /** Checks the call of a method handle that may get or set a field: a setter returns nothing. */
    public static void handle(@Nullable Object handle, @Nullable Object of, long setter,
            ShadowThread t, int site) {
        access(handle, of, 0, t, site, setter != 0);
    }

    public static void write(@Nullable Object accessor, @Nullable Object of, long index,
            ShadowThread t, int site) {
        access(accessor, of, index, t, site, true);
    }

    private static void access(@Nullable Object accessor, @Nullable Object of, long index,
            ShadowThread t, int site, boolean writes) {
        if (accessor == null || t.inside) {
            return;
        }
        Place p = place(accessor, t);
        if (p.isArray) {
            element(of, (int) index, t, site, writes);
            return;
        }
        MethodHandle check = writes ? p.write : p.read;
        if (check == null || !p.isOf(of)) {
            return;
        }
        try {
            check.invokeExact(of, t, site);
        } catch (RuntimeException | Error e) {
            throw e; // an overflow of the stack is the program's
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void element(@Nullable Object array, int i, ShadowThread t, int site,
            boolean writes) {
        if (writes) {
            ArrayRanges.write(array, i, t, site);
        } else {
            ArrayRanges.read(array, i, t, site);
        }
    }

    static Place place(Object accessor, ShadowThread t) {
        int i = System.identityHashCode(accessor) & PLACES.length - 1;
        Place p = PLACES[i];
        if (p == null || p.accessor != accessor) {
            t.inside = true;
            try {
                p = accessor instanceof VarHandle h ? make(h) : make(accessor);
                PLACES[i] = p;
            } finally {
                t.inside = false;
            }
        }
        return p;
    }

    private static Place make(Object accessor) {
        Field f = accessor instanceof MethodHandle h ? FieldHandles.find(h) : (Field) accessor;
        return f == null
                ? none(accessor, false)
                : make(accessor, f.getDeclaringClass(), f.getName(),
                        Modifier.isStatic(f.getModifiers()));
    }

    private static Place none(Object accessor, boolean isArray) {
        return new Place(accessor, null, isArray, false, null, null, null);
    }

    private static Place make(VarHandle handle) {
        Optional<VarHandleDesc> described = handle.describeConstable();
        if (described.isEmpty()) {
            return none(handle, false);
        }
        VarHandleDesc d = described.get();
        return switch (d.bootstrapMethod().methodName()) {
            case "fieldVarHandle" -> make(handle, handle.coordinateTypes().getFirst(),
                    d.constantName(), false);
            case "staticFieldVarHandle" -> make(handle, declaring(handle), d.constantName(), true);
            default -> none(handle, d.bootstrapMethod().methodName().equals("arrayVarHandle"));
        };
    }

    /**
     * Returns the class of a static field's handle, or null. The handle describes it by name, and
     * two loaders may each have a class of that name; so this reads a private field of the handle.
     */
    private static @Nullable Class<?> declaring(VarHandle handle) {
        Lookup all = lookup;
        for (Class<?> c = handle.getClass(); all != null && c != null; c = c.getSuperclass()) {
            for (Field f : c.getDeclaredFields()) {
                // Until its class is initialised, a handle is one that calls another.
                if (f.getName().equals("declaringClass") || f.getName().equals("refc")) {
                    try {
                        return (Class<?>) all.unreflectGetter(f).invoke(handle);
                    } catch (Throwable e) {
                        return null; // not checked
                    }
                }
            }
        }
        return null;
    }

    private static Place make(Object accessor, @Nullable Class<?> from, String field,
            boolean isStatic) {
        for (Class<?> c = from; c != null; c = c.getSuperclass()) {
            MethodHandle read = check(c, READ.concat(field), isStatic);
            if (read != null) {
                return new Place(accessor, c, false, isStatic, read,
                        check(c, WRITE.concat(field), isStatic),
                        FieldWords.find(lookup, c, WRITE.concat(field), READ.concat(field),
                                isStatic));
            }
            if (declares(c, field)) {
                break; // a final or volatile one; a field of the same name above is another
            }
        }
        return none(accessor, false);
    }

    private static boolean declares(Class<?> c, String field) {
        try {
            var unused = c.getDeclaredField(field);
            return true;
        } catch (NoSuchFieldException e) {
            return false;
        } catch (LinkageError e) {
            return true;
        }
    }

    /** Returns the method of a class that checks a field, or null. */
    static @Nullable MethodHandle check(Class<?> c, String name, boolean isStatic) {
        if (lookup == null) {
            return null;
        }
        MethodType type = MethodType.methodType(void.class, ShadowThread.class, int.class);
        try {
            MethodHandle h = lookup.findStatic(c, name,
                    isStatic ? type : type.insertParameterTypes(0, c));
            return isStatic
                    ? MethodHandles.dropArguments(h, 0, Object.class)
                    : h.asType(type.insertParameterTypes(0, Object.class));
        } catch (ReflectiveOperationException | LinkageError e) {
            return null;
        }
    }
}
