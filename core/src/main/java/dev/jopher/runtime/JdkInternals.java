package dev.jopher.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The one place that reaches behind the JDK's API. One flag opens it, {@code --add-opens
 * java.base/java.lang=ALL-UNNAMED} ({@code =dev.jopher} on the module path). Each thing here has a fallback:
 * null says that the flag is missing, or that this JDK is built otherwise.
 */
public final class JdkInternals {
    private static final @Nullable Containers CONTAINERS = Containers.find();

    private JdkInternals() {}

    /** Whether the flag was given. */
    public static boolean isOpen() {
        return Thread.class.getModule().isOpen("java.lang", JdkInternals.class.getModule());
    }

    /** All live threads, platform and virtual; null if they cannot be listed. */
    static @Nullable Stream<Thread> allThreads() {
        return CONTAINERS == null ? null : CONTAINERS.threadsOf(CONTAINERS.root);
    }

    /** Lets us use a package of java.base, through a method of Module, for java.lang is open. */
    private static void export(String packageName) throws ReflectiveOperationException {
        Method export =
                Module.class.getDeclaredMethod("implAddExports", String.class, Module.class);
        export.setAccessible(true);
        export.invoke(Thread.class.getModule(), packageName, JdkInternals.class.getModule());
    }

    /** {@code jdk.internal.vm.ThreadContainers}: the tree of executors that own threads. */
    private record Containers(Object root, MethodHandle threads, MethodHandle children) {
        static @Nullable Containers find() {
            try {
                export("jdk.internal.vm");
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                Class<?> container = Class.forName("jdk.internal.vm.ThreadContainer");
                Class<?> containers = Class.forName("jdk.internal.vm.ThreadContainers");
                MethodType stream = MethodType.methodType(Stream.class);
                Object root =
                        lookup.findStatic(containers, "root", MethodType.methodType(container))
                                .invoke();
                return new Containers(
                        root,
                        lookup.findVirtual(container, "threads", stream),
                        lookup.findVirtual(container, "children", stream));
            } catch (Throwable e) {
                return null;
            }
        }

        @SuppressWarnings("unchecked")
        Stream<Thread> threadsOf(Object container) {
            try {
                Stream<Thread> own = (Stream<Thread>) threads.invoke(container);
                Stream<Object> below = (Stream<Object>) children.invoke(container);
                return Stream.concat(own, below.flatMap(this::threadsOf));
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
