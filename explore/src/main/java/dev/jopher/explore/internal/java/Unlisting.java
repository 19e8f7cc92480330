package dev.jopher.explore.internal.java;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The JDK's table of all virtual threads that no executor has started. An entry leaves it when the
 * thread ends. A run leaves threads behind that wait forever, such as the workers of a pool or a
 * deadlock's. The table would keep each of them alive, and all that its run has made.
 */
final class Unlisting {
    private static @Nullable Unlisting one;

    /** Of a thread, the table that it is in; null of a platform thread. */
    private final MethodHandle container;

    private final MethodHandle remove;
    private final Object root;

    private Unlisting(MethodHandle container, MethodHandle remove, Object root) {
        this.container = container;
        this.remove = remove;
        this.root = root;
    }

    /** Finds it. The packages of the JDK must be open. */
    static void open() throws ReflectiveOperationException {
        Class<?> type = Class.forName("jdk.internal.vm.ThreadContainer");
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        Method root = Class.forName("jdk.internal.vm.ThreadContainers").getMethod("root");
        root.setAccessible(true);
        MethodHandle container = MethodHandles.privateLookupIn(Thread.class, lookup)
                .findVirtual(Thread.class, "threadContainer", MethodType.methodType(type));
        MethodHandle remove = MethodHandles.privateLookupIn(type, lookup).findVirtual(type,
                "onExit", MethodType.methodType(void.class, Thread.class));
        one = new Unlisting(
                container.asType(MethodType.methodType(Object.class, Thread.class)),
                remove.asType(MethodType.methodType(void.class, Object.class, Thread.class)),
                Objects.requireNonNull(root.invoke(null)));
    }

    /** Removes a virtual thread that has started and will never end. */
    static void forget(Thread t) {
        Unlisting u = one;
        if (u == null) {
            return;
        }
        try {
            if ((Object) u.container.invokeExact(t) == u.root) {
                u.remove.invokeExact(u.root, t);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
