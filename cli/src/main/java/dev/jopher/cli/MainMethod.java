package dev.jopher.cli;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The method that starts a program, found as Java's launcher finds it (JLS 12.1.4): {@code main}
 * with a {@code String[]} or without, static or not, not private, void, declared or inherited.
 */
final class MainMethod {
    private final Class<?> launched;
    private final Method method;

    private MainMethod(Class<?> launched, Method method) {
        this.launched = launched;
        this.method = method;
    }

    /**
     * Returns the main method of the first class of the file, or else of the class that is named as
     * the file is.
     *
     * @param typeNames the top-level classes of the main source
     */
    static MainMethod of(List<String> typeNames, Source source, ClassLoader loader) {
        if (typeNames.isEmpty()) {
            throw CommandException.program(source.isEmpty()
                    ? source.name() + " is empty; there is no program to run"
                    : source.name() + " declares no class");
        }
        for (String name : candidates(typeNames, source.simpleName())) {
            Class<?> type = load(name, loader);
            Method method = find(type);
            if (method != null) {
                MainMethod main = new MainMethod(type, method);
                main.check(source);
                return main;
            }
        }
        throw CommandException.program(source.name() + ": "
                + whyNot(load(typeNames.getFirst(), loader), typeNames, loader)
                + "; declare: void main()");
    }

    /** Returns what looks like a main method, and why it is none. */
    private static String whyNot(Class<?> first, List<String> typeNames, ClassLoader loader) {
        for (Class<?> type = first; type != null; type = type.getSuperclass()) {
            for (Method m : type.getDeclaredMethods()) {
                if (m.getName().equals("main") && !m.isBridge()) {
                    return "the main method of class " + type.getName() + " " + whyNot(m);
                }
            }
        }
        for (String other : typeNames.subList(1, typeNames.size())) {
            if (find(load(other, loader)) != null) {
                return "class " + other + " has a main method, but class " + first.getName()
                        + ", which is the first, has none";
            }
        }
        return "class " + first.getName() + " has no main method";
    }

    private static String whyNot(Method m) {
        if (!takesArgs(m)) {
            return "takes " + Stream.of(m.getParameterTypes())
                    .map(Class::getSimpleName)
                    .collect(Collectors.joining(", ")) + " and not String[]";
        }
        if (m.getReturnType() != void.class) {
            return "returns " + m.getReturnType().getSimpleName();
        }
        return Modifier.isPrivate(m.getModifiers()) ? "is private" : "cannot be called";
    }

    private static boolean takesArgs(Method m) {
        return m.getParameterCount() == 0
                || Arrays.equals(m.getParameterTypes(), new Class<?>[] {String[].class});
    }

    private static List<String> candidates(List<String> typeNames, String simpleName) {
        String first = typeNames.getFirst();
        String named = first.substring(0, first.lastIndexOf('.') + 1) + simpleName;
        return typeNames.contains(named) && !named.equals(first)
                ? List.of(first, named)
                : List.of(first);
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new LinkageError(name, e);
        }
    }

    static @Nullable Method find(Class<?> type) {
        Method withArgs = find(type, true, String[].class);
        if (withArgs == null) {
            withArgs = find(type, false, String[].class);
        }
        if (withArgs != null && canStart(withArgs)) {
            return withArgs;
        }
        Method plain = find(type, false);
        return plain != null && canStart(plain) ? plain : null;
    }

    private static boolean canStart(Method m) {
        return m.getReturnType() == void.class && !Modifier.isPrivate(m.getModifiers());
    }

    /**
     * Finds the method. What the class declares hides what its superclass has, which goes before a
     * default method.
     */
    private static @Nullable Method find(@Nullable Class<?> type, boolean onlyPublic,
            Class<?>... parameters) {
        if (type == null) {
            return null;
        }
        Method declared = declared(type, onlyPublic, parameters);
        if (declared != null) {
            return declared;
        }
        Method inherited = find(type.getSuperclass(), onlyPublic, parameters);
        if (inherited != null) {
            return inherited;
        }
        for (Class<?> superinterface : type.getInterfaces()) {
            Method m = find(superinterface, onlyPublic, parameters);
            if (m != null && !Modifier.isStatic(m.getModifiers())) {
                return m;
            }
        }
        return null;
    }

    private static @Nullable Method declared(Class<?> type, boolean onlyPublic,
            Class<?>... parameters) {
        for (Method m : type.getDeclaredMethods()) {
            if (m.getName().equals("main")
                    && !m.isBridge()
                    && (!onlyPublic || Modifier.isPublic(m.getModifiers()))
                    && Arrays.equals(m.getParameterTypes(), parameters)) {
                return m;
            }
        }
        return null;
    }

    /** Checks that {@link #invoke} can call it. */
    private void check(Source source) {
        if (isStatic()) {
            return;
        }
        String problem = Modifier.isAbstract(launched.getModifiers())
                ? "is abstract"
                : constructor() == null ? "has no constructor without parameters" : null;
        if (problem != null) {
            throw CommandException.program(source.name() + ": class " + launched.getName() + " "
                    + problem + ", so its main method cannot be called");
        }
    }

    private boolean isStatic() {
        return Modifier.isStatic(method.getModifiers());
    }

    private @Nullable Constructor<?> constructor() {
        try {
            return launched.getDeclaredConstructor();
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /**
     * Calls it. Exceptions of the method are thrown unchanged. By {@code Method.invoke} the start of
     * a program takes 3 ms more.
     */
    void invoke(String[] args) throws Exception {
        try {
            MethodHandle main = handle();
            if (method.getParameterCount() == 0) {
                main.invokeExact();
            } else {
                main.invokeExact(args);
            }
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new UndeclaredThrowableException(e);
        }
    }

    /** Returns the method, of a new object if it is not static. */
    private MethodHandle handle() throws Throwable {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        method.setAccessible(true);
        MethodHandle main = lookup.unreflect(method);
        if (isStatic()) {
            return main;
        }
        Constructor<?> constructor = launched.getDeclaredConstructor();
        constructor.setAccessible(true);
        MethodHandle create = lookup.unreflectConstructor(constructor);
        return main
                .bindTo((Object) create.asType(MethodType.methodType(Object.class)).invokeExact());
    }
}
