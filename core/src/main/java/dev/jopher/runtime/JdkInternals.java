package dev.jopher.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The one place that reaches behind the JDK's API. Each thing here has a fallback: null says that the
 * package is not open, or that this JDK is built otherwise.
 */
final class JdkInternals {
    private static final @Nullable Containers CONTAINERS = Containers.find();

    private JdkInternals() {}

    /** All live threads, platform and virtual; null without {@code --add-exports java.base/jdk.internal.vm=...}. */
    static @Nullable Stream<Thread> allThreads() {
        return CONTAINERS == null ? null : CONTAINERS.threadsOf(CONTAINERS.root);
    }

    /** {@code jdk.internal.vm.ThreadContainers}: the tree of executors that own threads. */
    private record Containers(Object root, MethodHandle threads, MethodHandle children) {
        static @Nullable Containers find() {
            try {
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
