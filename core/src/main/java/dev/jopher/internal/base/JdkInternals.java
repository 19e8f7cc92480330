package dev.jopher.internal.base;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
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
        add("implAddExports", Thread.class.getModule(), packageName);
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

    /**
     * Exits with code 0 because the program has ended. As at {@code System.exit}, shutdown hooks
     * run. {@code System.exit} also searches for the logger of its calls, which takes 12 ms; the
     * program has not called it. Does not return.
     */
    public static void exitNormally() {
        try {
            Class<?> type = Class.forName("java.lang.Shutdown");
            MethodHandles.Lookup lookup =
                    MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            MethodType plain = MethodType.methodType(void.class);
            MethodHandle announce = lookup.findStatic(type, "beforeHalt", plain);
            MethodHandle runHooks = lookup.findStatic(type, "shutdown", plain);
            synchronized (type) { // against System.exit of another thread
                announce.invokeExact();
                runHooks.invokeExact();
                Runtime.getRuntime().halt(0);
            }
        } catch (Throwable e) {
            // without the flag, or on another JDK
        }
        System.exit(0);
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
        add("implAddOpens", of, packageName);
    }

    /** Calls a method of Module. By {@code Method.invoke} it takes 3 ms of the start of a JVM. */
    private static void add(String method, Module to, String packageName)
            throws ReflectiveOperationException {
        MethodHandle add = MethodHandles.privateLookupIn(Module.class, MethodHandles.lookup())
                .findVirtual(Module.class, method,
                        MethodType.methodType(void.class, String.class, Module.class));
        try {
            add.invokeExact(to, packageName, JdkInternals.class.getModule());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
