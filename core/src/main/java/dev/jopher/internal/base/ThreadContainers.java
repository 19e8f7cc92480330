package dev.jopher.internal.base;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The JDK's lists of threads: {@code jdk.internal.vm.ThreadContainers}. See {@link JdkInternals}.
 */
public final class ThreadContainers {
    private static final @Nullable Tree ALL = Tree.find();
    private static final @Nullable Scopes SCOPES = Scopes.find();

    private ThreadContainers() {}

    /** Returns all live threads, platform and virtual; null if they cannot be listed. */
    public static @Nullable Stream<Thread> allThreads() {
        return ALL == null ? null : ALL.threadsOf(ALL.root);
    }

    /**
     * Returns the number of virtual threads, including goroutines, that {@link #allThreads} does
     * not list. It is 0 unless the JVM was started without the list.
     */
    public static long unlistedThreads() {
        return ALL == null ? 0 : ALL.unlisted();
    }

    /**
     * Returns the threads in the {@code StructuredTaskScope}s and the like that goroutine {@code t}
     * has opened. The goroutine itself is not among them.
     */
    public static Stream<Thread> threadsOwnedBy(Thread t) {
        return ALL == null || SCOPES == null
                ? Stream.empty()
                : SCOPES.containersOf(t).flatMap(ALL::threadsOf);
    }

    /** {@code jdk.internal.vm.ThreadContainers}: the tree of executors that own threads. */
    private record Tree(
            Object root, MethodHandle threads, MethodHandle children, MethodHandle count) {
        static @Nullable Tree find() {
            try {
                JdkInternals.export("jdk.internal.vm");
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                Class<?> container = Class.forName("jdk.internal.vm.ThreadContainer");
                Class<?> containers = Class.forName("jdk.internal.vm.ThreadContainers");
                MethodType stream = MethodType.methodType(Stream.class);
                Object root =
                        lookup.findStatic(containers, "root", MethodType.methodType(container))
                                .invoke();
                return new Tree(
                        root,
                        lookup.findVirtual(container, "threads", stream),
                        lookup.findVirtual(container, "children", stream),
                        lookup.findVirtual(container, "threadCount",
                                MethodType.methodType(long.class)));
            } catch (Throwable e) {
                return null;
            }
        }

        /** Returns how many the root counts and does not list. */
        long unlisted() {
            try {
                return (long) count.invoke(root)
                        - ((Stream<?>) threads.invoke(root)).count();
            } catch (Throwable e) {
                throw new IllegalStateException(e);
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

    /** The scopes that a thread has opened. */
    private record Scopes(MethodHandle first, MethodHandle previous, Class<?> container) {
        static @Nullable Scopes find() {
            try {
                JdkInternals.open("jdk.internal.vm");
                Class<?> scope = Class.forName("jdk.internal.vm.StackableScope");
                MethodHandles.Lookup ours = MethodHandles.lookup();
                return new Scopes(
                        MethodHandles.privateLookupIn(Thread.class, ours)
                                .findGetter(Thread.class, "headStackableScopes", scope),
                        MethodHandles.privateLookupIn(scope, ours)
                                .findVirtual(scope, "previous", MethodType.methodType(scope)),
                        Class.forName("jdk.internal.vm.ThreadContainer"));
            } catch (ReflectiveOperationException | RuntimeException e) {
                return null;
            }
        }

        Stream<Object> containersOf(Thread t) {
            return Stream.iterate(ask(first, t), Objects::nonNull, s -> ask(previous, s))
                    .filter(container::isInstance);
        }

        @SuppressWarnings("NullAway") // null ends the chain
        private static Object ask(MethodHandle h, Object of) {
            try {
                return h.invoke(of);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
