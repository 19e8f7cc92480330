package dev.jopher.race.internal.sync;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.invoke.VarHandle.AccessMode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.race.internal.clock.ShadowThread;
import org.jspecify.annotations.Nullable;

/**
 * Method handles that access a volatile variable from within another handle: a getter that is bound
 * or combined, or what {@code VarHandle.toMethodHandle} makes. A call shows only the outer handle.
 * So the inner one is replaced, before that is made, by one that calls the events itself.
 */
public final class AdaptedHandles {
    private static final MethodHandle RELEASE = hook("release");
    private static final MethodHandle ACQUIRE = hook("acquire");

    private AdaptedHandles() {}

    private static MethodHandle hook(String name) {
        try {
            return MethodHandles.lookup().findStatic(AdaptedHandles.class, name,
                    MethodType.methodType(void.class, Object.class, Object.class, long.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static void release(@Nullable Object accessor, @Nullable Object of, long index) {
        ProgramHooks.releaseVariable(accessor, of, index, ShadowThread.current());
    }

    static void acquire(@Nullable Object accessor, @Nullable Object of, long index) {
        ProgramHooks.acquireVariable(accessor, of, index, ShadowThread.current());
    }

    /** Returns what to adapt in place of {@code h}: mostly {@code h} itself. */
    public static @Nullable MethodHandle of(@Nullable MethodHandle h) {
        ShadowThread t = ShadowThread.current();
        boolean inside = t.inside;
        t.inside = true; // what this makes, the JDK keeps in tables
        try {
            Field f = h == null ? null : FieldHandles.find(h);
            return h == null || f == null || !Modifier.isVolatile(f.getModifiers())
                    ? h
                    : of(h, f);
        } finally {
            t.inside = inside;
        }
    }

    private static MethodHandle of(MethodHandle h, Field f) {
        int coordinates = Modifier.isStatic(f.getModifiers()) ? 0 : 1;
        return h.type().returnType() == void.class
                ? before(h, bound(RELEASE, f), coordinates)
                : after(h, bound(ACQUIRE, f), coordinates);
    }

    /** Returns what {@code toMethodHandle} is to return, which has made {@code h}. */
    public static MethodHandle of(MethodHandle h, VarHandle of, AccessMode mode) {
        int coordinates = of.coordinateTypes().size();
        return isOrdered(mode)
                ? both(h, bound(RELEASE, of), bound(ACQUIRE, of), coordinates)
                : h;
    }

    /** Returns what {@code varHandleInvoker} is to return, which has made {@code h}. */
    public static MethodHandle invoker(MethodHandle h, AccessMode mode) {
        int variable = h.type().parameterCount() - values(mode.methodName());
        return isOrdered(mode) ? both(h, RELEASE, ACQUIRE, variable) : h;
    }

    private static MethodHandle both(MethodHandle h, MethodHandle before, MethodHandle after,
            int arguments) {
        ShadowThread t = ShadowThread.current();
        boolean inside = t.inside;
        t.inside = true;
        try {
            return after(before(h, before, arguments), after, arguments);
        } finally {
            t.inside = inside;
        }
    }

    /** Returns whether the mode orders anything, in either direction: that may order too much. */
    private static boolean isOrdered(AccessMode mode) {
        return mode != AccessMode.GET && mode != AccessMode.SET
                && mode != AccessMode.WEAK_COMPARE_AND_SET_PLAIN;
    }

    /** Returns how many arguments come after those that say which variable it is. */
    private static int values(String method) {
        boolean compares = method.contains("ompareAnd");
        return compares ? 2 : method.startsWith("get") && !method.startsWith("getAnd") ? 0 : 1;
    }

    private static MethodHandle bound(MethodHandle hook, Object accessor) {
        return MethodHandles.insertArguments(hook, 0, accessor);
    }

    /** Returns a handle that calls the hook with its first arguments, and then {@code h}. */
    private static MethodHandle before(MethodHandle h, MethodHandle hook, int arguments) {
        return MethodHandles.foldArguments(h, taking(hook,
                h.type().parameterList().subList(0, arguments)));
    }

    /** Returns a handle that calls {@code h}, and then the hook. */
    private static MethodHandle after(MethodHandle h, MethodHandle hook, int arguments) {
        Class<?> result = h.type().returnType();
        List<Class<?>> first = new ArrayList<>(List.of(Throwable.class));
        MethodHandle end = MethodHandles.zero(void.class);
        if (result != void.class) {
            first.add(result);
            end = MethodHandles.identity(result);
        }
        end = MethodHandles.dropArguments(end, 0, Throwable.class);
        List<Class<?>> variable = h.type().parameterList().subList(0, arguments);
        end = MethodHandles.dropArguments(end, first.size(), variable);
        return MethodHandles.tryFinally(h, MethodHandles.foldArguments(end,
                MethodHandles.dropArguments(taking(hook, variable), 0, first)));
    }

    /** Returns the hook with exactly these arguments. */
    private static MethodHandle taking(MethodHandle hook, List<Class<?>> arguments) {
        MethodHandle h = hook;
        int n = hook.type().parameterCount();
        if (n > arguments.size() || !isIndex(n, arguments)) {
            h = MethodHandles.insertArguments(h, --n, 0L);
        }
        while (n > arguments.size()) {
            h = MethodHandles.insertArguments(h, --n, new Object[] {null});
        }
        if (n < arguments.size()) {
            h = MethodHandles.dropArguments(h, n, arguments.subList(n, arguments.size()));
        }
        return h.asType(MethodType.methodType(void.class, arguments));
    }

    /** Returns whether the last of {@code n} arguments is the index of an element. */
    private static boolean isIndex(int n, List<Class<?>> arguments) {
        return arguments.get(n - 1) == int.class && arguments.get(n - 2).isArray();
    }
}
