package dev.jopher.race.internal.sync;

import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.lang.invoke.VarHandle.VarHandleDesc;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Finds the clock of a variable that is not accessed by an instruction, but through a {@code
 * VarHandle}, a field updater, reflection or {@code Unsafe}: the same one as instructions that
 * access the field find. For a field of an object that is a part of the object's clock, for a
 * static field the clock of its interned name, for an element a part of the array's clock. All
 * other variables, such as those of byte buffers and memory segments, share one clock: that may
 * order too much, never too little.
 */
public final class FieldClocks {
    /** Numbers the instance fields of objects. */
    public interface Numbers {
        /** Returns the number of the field that a class has or inherits, or -1. */
        int of(Class<?> type, String name);
    }

    /** How the clock is found: {@code number} of the part, or {@code name} of a static field. */
    private record Place(Object accessor, int number, @Nullable String name) {}

    private static final int ELEMENT = -1;
    private static final int OTHER = -2;
    private static final int UNSAFE = -3;
    private static final int NONE = -4;

    /** Elements behind this one share clocks with those before. */
    private static final int ELEMENTS = 1 << 16;

    private static final SyncClock OTHERS = new SyncClock();

    /** By hash of the accessor. A place that another one took is made again. */
    private static final @Nullable Place[] PLACES = new Place[1024];

    private static @Nullable Numbers numbers;

    private FieldClocks() {}

    public static void init(Numbers of) {
        numbers = of;
    }

    /**
     * Returns the clock.
     *
     * @param index of the element, or the offset for {@code Unsafe}
     * @param make whether it is made; if not, the result is null if nothing was released there
     */
    static @Nullable SyncClock find(Object accessor, @Nullable Object of, long index,
            boolean make) {
        Place p = place(accessor);
        if (p.name != null) {
            return make ? SyncTable.of(p.name) : SyncTable.find(p.name);
        }
        int part = p.number;
        if (part == UNSAFE) {
            part = of == null ? OTHER : FieldOffsets.number(of.getClass(), index);
        }
        if (part == ELEMENT) {
            part = (int) index & ELEMENTS - 1;
        }
        if (part == OTHER) {
            return OTHERS;
        }
        if (of == null || part == NONE) {
            return null;
        }
        return make ? SyncTable.of(of, part) : SyncTable.find(of, part);
    }

    private static Place place(Object accessor) {
        int i = System.identityHashCode(accessor) & PLACES.length - 1;
        Place p = PLACES[i];
        if (p == null || p.accessor != accessor) {
            p = make(accessor);
            PLACES[i] = p;
        }
        return p;
    }

    private static Place make(Object accessor) {
        if (accessor instanceof VarHandle h) {
            return make(h);
        }
        if (accessor instanceof Field f) {
            return make(f, f);
        }
        if (accessor instanceof MethodHandle h) {
            Field f = FieldHandles.find(h);
            return f == null ? new Place(h, NONE, null) : make(h, f);
        }
        Updaters.Target target = Updaters.find(accessor);
        if (target != null) {
            return new Place(accessor, number(target.type(), target.field()), null);
        }
        return new Place(accessor, accessor.getClass().getName().endsWith(".Unsafe")
                ? UNSAFE
                : OTHER, null);
    }

    private static Place make(VarHandle handle) {
        Optional<VarHandleDesc> described = handle.describeConstable();
        if (described.isEmpty()) {
            return new Place(handle, OTHER, null);
        }
        VarHandleDesc d = described.get();
        return switch (d.bootstrapMethod().methodName()) {
            case "fieldVarHandle" -> new Place(handle,
                    number(handle.coordinateTypes().getFirst(), d.constantName()), null);
            case "staticFieldVarHandle" -> new Place(handle, OTHER,
                    nameOf((ClassDesc) d.bootstrapArgs()[0], d.constantName()));
            case "arrayVarHandle" -> new Place(handle, ELEMENT, null);
            default -> new Place(handle, OTHER, null);
        };
    }

    private static Place make(Object accessor, Field f) {
        if (!Modifier.isVolatile(f.getModifiers())) {
            return new Place(accessor, NONE, null);
        }
        Class<?> type = f.getDeclaringClass();
        return Modifier.isStatic(f.getModifiers())
                ? new Place(accessor, OTHER,
                        type.getName().replace('.', '/').concat(".").concat(f.getName()).intern())
                : new Place(accessor, number(type, f.getName()), null);
    }

    static int number(Class<?> type, String field) {
        int n = numbers == null ? -1 : numbers.of(type, field);
        return n < 0 ? OTHER : n;
    }

    /** Returns the interned name of a static field, as it is in the code of its class. */
    static String nameOf(ClassDesc declaring, String field) {
        String d = declaring.descriptorString();
        return d.substring(1, d.length() - 1).concat(".").concat(field).intern();
    }
}
