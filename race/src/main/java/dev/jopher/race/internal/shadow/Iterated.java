package dev.jopher.race.internal.shadow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.ListIterator;
import java.util.PriorityQueue;

import dev.jopher.race.internal.clock.ShadowThread;
import org.jspecify.annotations.Nullable;

/**
 * The collection behind an iterator of the JDK: {@code next} reads it, and {@code remove} changes
 * it. The position of the iterator itself is another variable, see {@link Content}.
 */
public final class Iterated {
    /** By class of the iterator: the field with what is behind it, if there is one. */
    private static final ClassValue<VarHandle[]> FIELDS = new ClassValue<>() {
        @Override
        protected VarHandle[] computeValue(Class<?> c) {
            // Those of an EnumSet have a copy.
            boolean known = c.getClassLoader() == null && c.getPackageName().equals("java.util")
                    && !c.getName().contains("EnumSet");
            VarHandle h = known ? find(c) : null;
            return h == null ? new VarHandle[0] : new VarHandle[] {h};
        }
    };

    private Iterated() {}

    /** Returns the shadow of the collection; that of nothing if it is not checked. */
    public static ArrayShadow of(@Nullable Object iterator) {
        if (iterator == null) {
            return ArrayShadow.NONE;
        }
        VarHandle[] field = FIELDS.get(iterator.getClass());
        Object behind = field.length == 0 ? null : (Object) field[0].get(iterator);
        if (behind instanceof Iterator<?>) {
            return of(behind).readOnly(); // that of a view which cannot be changed
        }
        ArrayShadow s = Content.of(behind);
        if (behind instanceof ArrayList<?> || behind instanceof LinkedList<?>
                || behind instanceof PriorityQueue<?>) {
            s.readByHasNext();
        }
        return s;
    }

    public static void read(@Nullable Object iterator, ShadowThread t, int site) {
        of(iterator).readContent(t, site);
    }

    public static void hasNext(@Nullable Object iterator, ShadowThread t, int site) {
        of(iterator).hasNextContent(t, site);
    }

    public static void write(@Nullable Object iterator, ShadowThread t, int site) {
        of(iterator).writeContent(t, site);
    }

    private static @Nullable VarHandle find(Class<?> iterator) {
        for (Class<?> c = iterator; c != null; c = c.getSuperclass()) {
            Class<?> outer = c.getEnclosingClass();
            VarHandle h = find(c, "i", Iterator.class);
            h = h != null ? h : find(c, "i", ListIterator.class);
            h = h != null || outer == null ? h : find(c, "this$0", outer);
            if (h != null) {
                return h;
            }
        }
        return null;
    }

    private static @Nullable VarHandle find(Class<?> c, String field, Class<?> type) {
        try {
            Lookup lookup = MethodHandles.privateLookupIn(c, MethodHandles.lookup());
            return lookup.findVarHandle(c, field, type);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
