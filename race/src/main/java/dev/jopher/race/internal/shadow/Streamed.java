package dev.jopher.race.internal.shadow;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.Set;

import dev.jopher.race.internal.clock.ShadowThread;
import org.jspecify.annotations.Nullable;

/**
 * The collection that a stream was made of. A stream reads it not when it is made, but in the
 * operation that ends it.
 */
public final class Streamed {
    private static final String PIPELINE = "java.util.stream.AbstractPipeline";

    /** How the spliterators of the JDK's collections name the collection. */
    private static final Set<String> SOURCES =
            Set.of("this$0", "list", "map", "tree", "collection");

    /** By class: the field with what is wanted, if there is one. */
    private static final ClassValue<VarHandle[]> STAGES = fields(Set.of("sourceStage"));
    private static final ClassValue<VarHandle[]> SPLITERATORS =
            fields(Set.of("sourceSpliterator"));
    private static final ClassValue<VarHandle[]> COLLECTIONS = fields(SOURCES);

    private Streamed() {}

    /** Checks the collection of a stream that is about to be ended. */
    public static void read(@Nullable Object stream, ShadowThread t, int site) {
        Object source = get(SPLITERATORS, get(STAGES, stream));
        Content.read(get(COLLECTIONS, source), t, site);
    }

    private static @Nullable Object get(ClassValue<VarHandle[]> fields, @Nullable Object of) {
        VarHandle[] field = of == null ? new VarHandle[0] : fields.get(of.getClass());
        return field.length == 0 ? null : (Object) field[0].get(of);
    }

    private static ClassValue<VarHandle[]> fields(Set<String> names) {
        return new ClassValue<>() {
            @Override
            protected VarHandle[] computeValue(Class<?> c) {
                VarHandle h = find(c, names);
                return h == null ? new VarHandle[0] : new VarHandle[] {h};
            }
        };
    }

    private static @Nullable VarHandle find(Class<?> from, Set<String> names) {
        Lookup all = FieldChecks.lookup();
        for (Class<?> c = from; c != null && all != null; c = c.getSuperclass()) {
            boolean known = c.getClassLoader() == null && (c.getName().equals(PIPELINE)
                    || c.getPackageName().equals("java.util"));
            for (Field f : known ? c.getDeclaredFields() : new Field[0]) {
                if (names.contains(f.getName())) {
                    try {
                        return all.unreflectVarHandle(f);
                    } catch (IllegalAccessException e) {
                        return null; // not checked
                    }
                }
            }
        }
        return null;
    }
}
