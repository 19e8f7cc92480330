package dev.jopher.race.internal.sync;

import java.lang.constant.ClassDesc;
import java.lang.invoke.VarHandle;
import java.lang.invoke.VarHandle.VarHandleDesc;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Finds the clock of a variable that a {@code VarHandle} accesses: the same one as instructions that
 * access the field find. For a field of an object that is a part of the object's clock, for a static
 * field the clock of its interned name, for an element a part of the array's clock. All other
 * variables, such as those of byte buffers and memory segments, share one clock: that may order too
 * much, never too little.
 */
public final class FieldClocks {
    /** Numbers the instance fields of objects. */
    public interface Numbers {
        /** Returns the number of the field that a class has or inherits, or -1. */
        int of(Class<?> type, String name);
    }

    /** How the clock is found: {@code number} of the part, or {@code name} of a static field. */
    private record Place(VarHandle handle, int number, @Nullable String name) {}

    private static final int ELEMENT = -1;
    private static final int OTHER = -2;

    /** Elements behind this one share clocks with those before. */
    private static final int ELEMENTS = 1 << 16;

    private static final SyncClock OTHERS = new SyncClock();

    /** By hash of the handle. A place that another handle took is made again. */
    private static final @Nullable Place[] PLACES = new Place[1024];

    private static @Nullable Numbers numbers;

    private FieldClocks() {}

    public static void init(Numbers of) {
        numbers = of;
    }

    /** Returns the clock, or null if nothing was released there. */
    static @Nullable SyncClock find(VarHandle handle, @Nullable Object of, int index) {
        Place p = place(handle);
        if (p.name != null) {
            return SyncTable.find(p.name);
        }
        if (p.number == OTHER) {
            return OTHERS;
        }
        return of == null ? null : SyncTable.find(of, part(p, index));
    }

    /** Returns the clock, or null if there is no object, so that the access fails. */
    static @Nullable SyncClock of(VarHandle handle, @Nullable Object of, int index) {
        Place p = place(handle);
        if (p.name != null) {
            return SyncTable.of(p.name);
        }
        if (p.number == OTHER) {
            return OTHERS;
        }
        return of == null ? null : SyncTable.of(of, part(p, index));
    }

    private static int part(Place p, int index) {
        return p.number == ELEMENT ? index & ELEMENTS - 1 : p.number;
    }

    private static Place place(VarHandle handle) {
        int i = System.identityHashCode(handle) & PLACES.length - 1;
        Place p = PLACES[i];
        if (p == null || p.handle != handle) {
            p = make(handle);
            PLACES[i] = p;
        }
        return p;
    }

    private static Place make(VarHandle handle) {
        Optional<VarHandleDesc> described = handle.describeConstable();
        if (described.isEmpty()) {
            return new Place(handle, OTHER, null);
        }
        VarHandleDesc d = described.get();
        List<Class<?>> coordinates = handle.coordinateTypes();
        return switch (d.bootstrapMethod().methodName()) {
            case "fieldVarHandle" -> {
                int n = numbers == null
                        ? -1
                        : numbers.of(coordinates.getFirst(), d.constantName());
                yield new Place(handle, n < 0 ? OTHER : n, null);
            }
            case "staticFieldVarHandle" -> new Place(handle, OTHER,
                    nameOf((ClassDesc) d.bootstrapArgs()[0], d.constantName()));
            case "arrayVarHandle" -> new Place(handle, ELEMENT, null);
            default -> new Place(handle, OTHER, null);
        };
    }

    /** Returns the interned name of a static field, as it is in the code of its class. */
    static String nameOf(ClassDesc declaring, String field) {
        String d = declaring.descriptorString();
        return d.substring(1, d.length() - 1).concat(".").concat(field).intern();
    }
}
