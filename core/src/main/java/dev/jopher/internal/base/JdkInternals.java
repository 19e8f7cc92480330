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
 * The one place that reaches behind the JDK's API. One flag opens it, {@code --add-opens
 * java.base/java.lang=ALL-UNNAMED} ({@code =dev.jopher} on the module path). Each thing here has a fallback:
 * null says that the flag is missing, or that this JDK is built otherwise.
 */
public final class JdkInternals {
    private static final MethodHandle NONE = MethodHandles.zero(void.class);
    private static final @Nullable Containers CONTAINERS = Containers.find();

    private static final @Nullable VirtualThreads VIRTUAL_THREADS = VirtualThreads.find();

    /** Constants of their own, so that the JIT folds them; to be used only if there are {@code VirtualThreads}. */
    private static final MethodHandle NEW_VIRTUAL_THREAD =
            VIRTUAL_THREADS == null ? NONE : VIRTUAL_THREADS.constructor;

    private static final MethodHandle CARRIER =
            VIRTUAL_THREADS == null ? NONE : VIRTUAL_THREADS.carrier;

    /** Constants as well; to be used only if there is an {@link Untracked}. */
    private static final @Nullable Untracked UNTRACKED = Untracked.find();

    private static final MethodHandle START = UNTRACKED == null ? NONE : UNTRACKED.start;

    private static final @Nullable MethodHandle OWNER = findOwner();

    static {
        preloadThreadEnd();
    }

    private JdkInternals() {}

    /**
     * Loads the class that the JDK needs at the end of every virtual thread. Otherwise the end of the first one loads it;
     * methods that the JIT has compiled before cannot link to it, and the frame of each virtual thread that has
     * started by then is deoptimised at its end, in 20 microseconds. See {@code Parking}.
     */
    private static void preloadThreadEnd() {
        try {
            Class.forName("jdk.internal.event.VirtualThreadEndEvent");
        } catch (ClassNotFoundException e) {
            // another JDK ends them in another way
        }
    }

    /** Whether the flag was given. */
    public static boolean isOpen() {
        return Thread.class.getModule().isOpen("java.lang", JdkInternals.class.getModule());
    }

    /** Initialises classes of this library that the caller must not know. */
    public static void initialize(String... names) {
        for (String name : names) {
            try {
                Class.forName(name);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The flag that opens what we use. */
    public static String flag() {
        Module m = JdkInternals.class.getModule();
        return "--add-opens java.base/java.lang=" + (m.isNamed() ? m.getName() : "ALL-UNNAMED");
    }

    /** The types of the fields that {@code type} declares. */
    public static Stream<Class<?>> fieldTypes(Class<?> type) {
        return Stream.of(type.getDeclaredFields()).map(Field::getType);
    }

    /** The number of abstract methods that {@code type} has or inherits. */
    public static long abstractMethods(Class<?> type) {
        return Stream.of(type.getMethods()).filter(m -> Modifier.isAbstract(m.getModifiers()))
                .count();
    }

    /** All live threads, platform and virtual; null if they cannot be listed. */
    public static @Nullable Stream<Thread> allThreads() {
        return CONTAINERS == null ? null : CONTAINERS.threadsOf(CONTAINERS.root);
    }

    /**
     * How many virtual threads there are that {@link #allThreads} does not list, goroutines among them; 0 unless the JVM
     * was told to keep no list.
     */
    public static long unlistedThreads() {
        return CONTAINERS == null ? 0 : CONTAINERS.unlisted();
    }

    /** Whether virtual threads can have a scheduler of ours. */
    public static boolean canSchedule() {
        return VIRTUAL_THREADS != null;
    }

    /** A virtual thread that {@code scheduler} runs. */
    public static Thread newVirtualThread(Executor scheduler, String name, Runnable task) {
        try {
            return (Thread) NEW_VIRTUAL_THREAD.invokeExact(scheduler, name, 0, task);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who carries virtual thread {@code t}; null if it is not mounted. To be asked by itself, while it is pinned. */
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
     * Starts virtual thread {@code t}, where possible without an entry in the JDK's table of all threads: the registry
     * has one already, the table's takes as long as all the rest of starting, and it would keep a goroutine alive that
     * nobody can reach.
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

    /** Whether the JDK keeps no goroutine alive that was started by {@link #start}, and can tell who is lost. */
    public static boolean canFindUnreachable() {
        return UNTRACKED != null && FinalReferences.ALL != null;
    }

    /** Returns what virtual thread {@code t} was made to run; null if that cannot be known. */
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

    /** The way from a {@code java.lang.VirtualThread} to its task: its continuation, the target of that, which has the task. */
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

    /** The threads in {@code StructuredTaskScope}s and the like that goroutine {@code t}, itself not in the list, has opened. */
    public static Stream<Thread> threadsOwnedBy(Thread t) {
        return CONTAINERS == null || UNTRACKED == null
                ? Stream.empty()
                : UNTRACKED.containersOf(t).flatMap(CONTAINERS::threadsOf);
    }

    /**
     * The value of a field of a class that the boot loader has; {@code of} is null for a static one. Null also if that is the
     * value, if the flag is missing, and if this JDK has no such field.
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

    /** Lets us use a package of java.base, through a method of Module, for java.lang is open. */
    private static void export(String packageName) throws ReflectiveOperationException {
        Method export =
                Module.class.getDeclaredMethod("implAddExports", String.class, Module.class);
        export.setAccessible(true);
        export.invoke(Thread.class.getModule(), packageName, JdkInternals.class.getModule());
    }

    /**
     * What the JDK makes for objects with a finalizer: tells that {@code o} cannot be reached any more, and still has it.
     * Null if there is none.
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

    /** Whether the collector has found that nobody else reaches what {@code r}, a final reference, refers to. */
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

    /** {@code java.lang.ref.FinalReference}; its field {@code next} is set by the collector, to itself. */
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

    /** Who has the lock of the JDK's that {@code t} is parked for; null if it is none, nobody has it, or that is not known. */
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

    /** What the JDK's own thread dumps say of a ReentrantLock. */
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

    /** As {@link #export}, its private members too. */
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
     * {@code VirtualThread.start(ThreadContainer)} with a container that only counts, as the JDK's own does with
     * {@code -Djdk.trackAllThreads=false}; and what a thread has opened.
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

        @SuppressWarnings("NullAway") // the end of the chain
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

        /** The root may count what it does not list. */
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
