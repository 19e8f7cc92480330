package dev.jopher.internal.base;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The only class that reaches behind the JDK's API. One flag opens it,
 * {@code --add-opens java.base/java.lang=ALL-UNNAMED} ({@code =dev.jopher} on the module path).
 * Everything here has a fallback: null means that the flag is missing, or that this JDK is built
 * differently.
 */
public final class JdkInternals {
    private static final MethodHandle NONE = MethodHandles.zero(void.class);
    private static final @Nullable Containers CONTAINERS = Containers.find();

    private static final @Nullable VirtualThreads VIRTUAL_THREADS = VirtualThreads.find();

    /**
     * Separate constants, so that the JIT folds them. Used only if there are
     * {@code VirtualThreads}.
     */
    private static final MethodHandle NEW_VIRTUAL_THREAD =
            VIRTUAL_THREADS == null ? NONE : VIRTUAL_THREADS.constructor;

    private static final MethodHandle CARRIER =
            VIRTUAL_THREADS == null ? NONE : VIRTUAL_THREADS.carrier;

    /** Separate constants as well. Used only if there is an {@link Untracked}. */
    private static final @Nullable Untracked UNTRACKED = Untracked.find();

    private static final MethodHandle START = UNTRACKED == null ? NONE : UNTRACKED.start;

    private static final @Nullable MethodHandle OWNER = findOwner();

    static {
        preloadThreadEnd();
    }

    private JdkInternals() {}

    /**
     * Loads the class that the JDK needs at the end of every virtual thread. Otherwise the end of
     * the first one loads it. Methods that the JIT has compiled before cannot link to it. The frame
     * of each virtual thread that has started by then would be deoptimised at its end, which takes
     * 20 microseconds. See {@code Parking}.
     */
    private static void preloadThreadEnd() {
        try {
            Class.forName("jdk.internal.event.VirtualThreadEndEvent");
        } catch (ClassNotFoundException e) {
            // another JDK ends them in another way
        }
    }

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

    /** Returns all live threads, platform and virtual; null if they cannot be listed. */
    public static @Nullable Stream<Thread> allThreads() {
        return CONTAINERS == null ? null : CONTAINERS.threadsOf(CONTAINERS.root);
    }

    /**
     * Returns the number of virtual threads, including goroutines, that {@link #allThreads} does
     * not list. It is 0 unless the JVM was started without the list.
     */
    public static long unlistedThreads() {
        return CONTAINERS == null ? 0 : CONTAINERS.unlisted();
    }

    /** Returns whether virtual threads can have a scheduler of ours. */
    public static boolean canSchedule() {
        return VIRTUAL_THREADS != null;
    }

    /** Creates a virtual thread that {@code scheduler} runs. */
    public static Thread newVirtualThread(Executor scheduler, String name, Runnable task) {
        try {
            return (Thread) NEW_VIRTUAL_THREAD.invokeExact(scheduler, name, 0, task);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns the carrier of virtual thread {@code t}; null if it is not mounted. Called by the
     * thread itself, while it is pinned.
     */
    public static @Nullable Thread carrierOf(Thread t) {
        try {
            return (Thread) CARRIER.invokeExact(t);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Starts virtual thread {@code t}, if possible without an entry in the JDK's table of all
     * threads. The registry has one already. The table's entry takes as long as all the rest of
     * starting, and it would keep an unreachable goroutine alive.
     */
    public static void start(Thread t) {
        if (UNTRACKED == null) {
            t.start();
            return;
        }
        try {
            START.invokeExact(t);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns whether the JDK keeps no goroutine alive that was started by {@link #start}, and can
     * find the unreachable ones.
     */
    public static boolean canFindUnreachable() {
        return UNTRACKED != null && FinalReferences.ALL != null;
    }

    /** Returns what virtual thread {@code t} was made to run; null if that is unknown. */
    public static @Nullable Object taskOf(Thread t) {
        Tasks tasks = Tasks.ALL;
        try {
            return tasks == null
                    ? null
                    : tasks.task.invoke(tasks.target.invoke(tasks.continuation.invoke(t)));
        } catch (Throwable e) {
            return null; // a thread of another kind
        }
    }

    /**
     * The path from a {@code java.lang.VirtualThread} to its task: its continuation, whose target
     * has the task.
     */
    private record Tasks(MethodHandle continuation, MethodHandle target, MethodHandle task) {
        static final @Nullable Tasks ALL = find();

        static @Nullable Tasks find() {
            try {
                open("jdk.internal.vm");
                return new Tasks(
                        getter("java.lang.VirtualThread", "cont",
                                Class.forName("jdk.internal.vm.Continuation")),
                        getter("jdk.internal.vm.Continuation", "target", Runnable.class),
                        getter("java.lang.VirtualThread$VThreadContinuation$1", "val$task",
                                Runnable.class));
            } catch (ReflectiveOperationException | RuntimeException e) {
                return null;
            }
        }

        private static MethodHandle getter(String of, String field, Class<?> type)
                throws ReflectiveOperationException {
            Class<?> owner = Class.forName(of);
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
                    .findGetter(owner, field, type);
        }
    }

    /**
     * Returns the threads in the {@code StructuredTaskScope}s and the like that goroutine {@code t}
     * has opened. The goroutine itself is not among them.
     */
    public static Stream<Thread> threadsOwnedBy(Thread t) {
        return CONTAINERS == null || UNTRACKED == null
                ? Stream.empty()
                : UNTRACKED.containersOf(t).flatMap(CONTAINERS::threadsOf);
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
    private static void export(String packageName) throws ReflectiveOperationException {
        Method export =
                Module.class.getDeclaredMethod("implAddExports", String.class, Module.class);
        export.setAccessible(true);
        export.invoke(Thread.class.getModule(), packageName, JdkInternals.class.getModule());
    }

    /**
     * Returns what the JDK creates for objects with a finalizer: a reference that shows when
     * {@code o} is unreachable, and still has it. Null if there is none.
     */
    public static @Nullable Reference<Object> finalReference(Object o) {
        FinalReferences f = FinalReferences.ALL;
        try {
            return f == null ? null : (Reference<Object>) f.constructor.invokeExact(o);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns whether the collector has found that nothing else reaches the referent of {@code r},
     * a final reference.
     */
    public static boolean isUnreachable(Reference<Object> r) {
        FinalReferences f = FinalReferences.ALL;
        try {
            return f != null && f.next.invoke(r) != null;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * {@code java.lang.ref.FinalReference}. The collector sets its field {@code next}, to the
     * reference itself.
     */
    private record FinalReferences(MethodHandle constructor, MethodHandle next) {
        static final @Nullable FinalReferences ALL = find();

        static @Nullable FinalReferences find() {
            try {
                open("java.lang.ref");
                Class<?> type = Class.forName("java.lang.ref.FinalReference");
                MethodHandles.Lookup lookup =
                        MethodHandles.privateLookupIn(type, MethodHandles.lookup());
                MethodHandle constructor = lookup.findConstructor(type, MethodType.methodType(
                        void.class, Object.class, ReferenceQueue.class));
                return new FinalReferences(
                        MethodHandles.insertArguments(constructor, 1, (Object) null).asType(
                                MethodType.methodType(Reference.class, Object.class)),
                        lookup.findGetter(Reference.class, "next", Reference.class));
            } catch (ReflectiveOperationException | RuntimeException e) {
                return null;
            }
        }
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
    private static void open(String packageName) throws ReflectiveOperationException {
        open(Thread.class.getModule(), packageName);
    }

    private static void open(Module of, String packageName) throws ReflectiveOperationException {
        Method open = Module.class.getDeclaredMethod("implAddOpens", String.class, Module.class);
        open.setAccessible(true);
        open.invoke(of, packageName, JdkInternals.class.getModule());
    }

    /** The constructor and a field of {@code java.lang.VirtualThread}. */
    private record VirtualThreads(MethodHandle constructor, MethodHandle carrier) {
        static @Nullable VirtualThreads find() {
            try {
                Class<?> type = Class.forName("java.lang.VirtualThread");
                MethodHandles.Lookup lookup =
                        MethodHandles.privateLookupIn(type, MethodHandles.lookup());
                MethodHandle constructor = lookup.findConstructor(type, MethodType.methodType(
                        void.class, Executor.class, String.class, int.class, Runnable.class));
                MethodHandle carrier = lookup.findGetter(type, "carrierThread", Thread.class);
                return new VirtualThreads(
                        constructor.asType(constructor.type().changeReturnType(Thread.class)),
                        carrier.asType(MethodType.methodType(Thread.class, Thread.class)));
            } catch (ReflectiveOperationException | RuntimeException e) {
                return null;
            }
        }
    }

    /**
     * {@code VirtualThread.start(ThreadContainer)} with a container that only counts, as the JDK's
     * own does with {@code -Djdk.trackAllThreads=false}; and the scopes that a thread has opened.
     */
    private record Untracked(
            MethodHandle start, MethodHandle scopes, MethodHandle previous, Class<?> container) {
        static @Nullable Untracked find() {
            try {
                open("jdk.internal.vm");
                Class<?> container = Class.forName("jdk.internal.vm.ThreadContainer");
                Class<?> scope = Class.forName("jdk.internal.vm.StackableScope");
                Class<?> counting = Class.forName(
                        "jdk.internal.vm.ThreadContainers$RootContainer$CountingRootContainer");
                MethodHandles.Lookup lookup =
                        MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
                Object ours = MethodHandles.privateLookupIn(counting, MethodHandles.lookup())
                        .findConstructor(counting, MethodType.methodType(void.class)).invoke();
                MethodHandle start = lookup.findVirtual(Thread.class, "start",
                        MethodType.methodType(void.class, container));
                return new Untracked(
                        MethodHandles.insertArguments(start, 1, ours),
                        lookup.findGetter(Thread.class, "headStackableScopes", scope),
                        MethodHandles.privateLookupIn(scope, MethodHandles.lookup()).findVirtual(
                                scope,
                                "previous", MethodType.methodType(scope)),
                        container);
            } catch (Throwable e) {
                return null;
            }
        }

        Stream<Object> containersOf(Thread t) {
            return Stream.iterate(ask(scopes, t), Objects::nonNull, s -> ask(previous, s))
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

    /** {@code jdk.internal.vm.ThreadContainers}: the tree of executors that own threads. */
    private record Containers(
            Object root, MethodHandle threads, MethodHandle children, MethodHandle count) {
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
}
