package dev.jopher.internal.base;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Reaches behind the JDK's API. One flag opens it,
 * {@code --add-opens java.base/java.lang=ALL-UNNAMED} ({@code =dev.jopher} on the module path).
 * Everything has a fallback: null means that the flag is missing, or that this JDK is built
 * differently.
 *
 * <p>Only this class and its three neighbours may do that: {@link VirtualThreadAccess}, {@link
 * ThreadContainers} and {@link FinalReferences}.
 */
public final class JdkInternals {
    private static final @Nullable MethodHandle OWNER = findOwner();

    private JdkInternals() {}

    /** Returns whether the flag was given. */
    public static boolean isOpen() {
        return Thread.class.getModule().isOpen("java.lang", JdkInternals.class.getModule());
    }

    /** Initialises classes of this library on which the caller must not depend. */
    public static void initialize(String... names) {
        for (String name : names) {
            try {
                Class.forName(name);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Returns the flag that opens what we use. */
    public static String flag() {
        Module m = JdkInternals.class.getModule();
        return "--add-opens java.base/java.lang=" + (m.isNamed() ? m.getName() : "ALL-UNNAMED");
    }

    /** Returns the types of the fields that {@code type} declares. */
    public static Stream<Class<?>> fieldTypes(Class<?> type) {
        return Stream.of(type.getDeclaredFields()).map(Field::getType);
    }

    /** Returns the number of abstract methods that {@code type} has or inherits. */
    public static long abstractMethods(Class<?> type) {
        return Stream.of(type.getMethods()).filter(m -> Modifier.isAbstract(m.getModifiers()))
                .count();
    }

    /**
     * Returns the value of a field of a class of the boot loader; {@code of} is null for a static
     * one. Returns null also if that is the value, if the flag is missing, or if this JDK has no
     * such field.
     */
    public static @Nullable Object read(String className, String field, @Nullable Object of) {
        if (!isOpen()) {
            return null;
        }
        try {
            Class<?> c = Class.forName(className, false, null);
            open(c.getModule(), c.getPackageName());
            Field f = c.getDeclaredField(field);
            f.setAccessible(true);
            return f.get(of);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /**
     * Lets us use a package of java.base, through a method of Module, because java.lang is open.
     */
    static void export(String packageName) throws ReflectiveOperationException {
        Method export =
                Module.class.getDeclaredMethod("implAddExports", String.class, Module.class);
        export.setAccessible(true);
        export.invoke(Thread.class.getModule(), packageName, JdkInternals.class.getModule());
    }

    /**
     * Returns the owner of the JDK's lock for which {@code t} is parked. Null if it is parked for
     * something else, the lock has no owner, or the owner is unknown.
     */
    public static @Nullable Thread ownerOfBlocker(Thread t) {
        Object blocker = LockSupport.getBlocker(t);
        if (OWNER == null || !(blocker instanceof AbstractOwnableSynchronizer)) {
            return null;
        }
        try {
            return (Thread) OWNER.invoke(blocker);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Finds the method by which the JDK's own thread dumps show the owner of a ReentrantLock. */
    private static @Nullable MethodHandle findOwner() {
        try {
            open("java.util.concurrent.locks");
            Class<?> type = AbstractOwnableSynchronizer.class;
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup()).findVirtual(type,
                    "getExclusiveOwnerThread", MethodType.methodType(Thread.class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /** Opens a package of java.base to us, including its private members. */
    static void open(String packageName) throws ReflectiveOperationException {
        open(Thread.class.getModule(), packageName);
    }

    private static void open(Module of, String packageName) throws ReflectiveOperationException {
        Method open = Module.class.getDeclaredMethod("implAddOpens", String.class, Module.class);
        open.setAccessible(true);
        open.invoke(of, packageName, JdkInternals.class.getModule());
    }
}
