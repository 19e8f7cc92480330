package dev.jopher.internal.base;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * What the JDK does not export of virtual threads: to create one with a scheduler of its own, to
 * start it, to find its carrier and its task. See {@link JdkInternals}.
 */
public final class VirtualThreadAccess {
    private static final MethodHandle NONE = MethodHandles.zero(void.class);
    private static final @Nullable Handles HANDLES = Handles.find();

    /** Separate constants, so that the JIT folds them. Used only if there are {@code HANDLES}. */
    private static final MethodHandle NEW = HANDLES == null ? NONE : HANDLES.constructor;

    private static final MethodHandle CARRIER = HANDLES == null ? NONE : HANDLES.carrier;

    /** Starts a thread that the JDK does not list; null if it always does. */
    private static final @Nullable MethodHandle UNTRACKED = findUntrackedStart();

    private static final MethodHandle START = UNTRACKED == null ? NONE : UNTRACKED;

    static {
        preloadThreadEnd();
    }

    private VirtualThreadAccess() {}

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

    /** Returns whether virtual threads can have a scheduler of ours. */
    public static boolean canSchedule() {
        return HANDLES != null;
    }

    /** Creates a virtual thread that {@code scheduler} runs. */
    public static Thread newVirtualThread(Executor scheduler, String name, Runnable task) {
        try {
            return (Thread) NEW.invokeExact(scheduler, name, 0, task);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns the carrier of the current thread, which is a virtual one. It stays the carrier only
     * while the caller is pinned.
     */
    public static Thread currentCarrier() {
        try {
            return (Thread) CARRIER.invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the carrier of virtual thread {@code t}; null if it is not mounted. */
    public static @Nullable Thread carrierOf(Thread t) {
        try {
            return (Thread) Mounted.CARRIER.invokeExact(t);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** A class of its own, because few programs need it and its handle takes 1 ms. */
    private static final class Mounted {
        static final MethodHandle CARRIER = find();

        private static MethodHandle find() {
            try {
                Class<?> type = Class.forName("java.lang.VirtualThread");
                return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                        .findGetter(type, "carrierThread", Thread.class)
                        .asType(MethodType.methodType(Thread.class, Thread.class));
            } catch (ReflectiveOperationException | RuntimeException e) {
                return MethodHandles.empty(MethodType.methodType(Thread.class, Thread.class));
            }
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

    /** Returns whether the JDK keeps no goroutine alive that was started by {@link #start}. */
    public static boolean startsUntracked() {
        return UNTRACKED != null;
    }

    /**
     * Returns the virtual thread that {@code r} continues, an object that the JDK passes to a
     * scheduler; null if that is unknown.
     */
    public static @Nullable Thread threadOf(Runnable r) {
        return r.getClass() == Continuations.TYPE ? Continuations.threadOf(r) : null;
    }

    /**
     * The object that continues a virtual thread is a lambda of {@code VirtualThread}. Each thread
     * has one for life. The lambda has captured the thread.
     */
    private static final class Continuations {
        static final MethodHandle THREAD;
        static final @Nullable Class<?> TYPE;

        static {
            MethodHandle thread = MethodHandles.empty(
                    MethodType.methodType(Thread.class, Object.class));
            Class<?> type = null;
            try {
                Class<?> owner = Class.forName("java.lang.VirtualThread");
                Object lambda = MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
                        .findGetter(owner, "runContinuation", Runnable.class)
                        .invoke(newVirtualThread(Runnable::run, "", () -> {}));
                Class<?> found = lambda.getClass();
                Field captured = found.getDeclaredFields()[0];
                captured.setAccessible(true);
                thread = MethodHandles.lookup().unreflectGetter(captured)
                        .asType(MethodType.methodType(Thread.class, Object.class));
                type = found;
            } catch (Throwable e) {
                // another JDK: a slice is shown without its goroutine, until that records something
            }
            THREAD = thread;
            TYPE = type;
        }

        static @Nullable Thread threadOf(Runnable r) {
            try {
                return (Thread) THREAD.invokeExact((Object) r);
            } catch (Throwable e) {
                return null;
            }
        }
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
                JdkInternals.open("jdk.internal.vm");
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

    /** The constructor of {@code java.lang.VirtualThread}, and the way to the current carrier. */
    private record Handles(MethodHandle constructor, MethodHandle carrier) {
        static @Nullable Handles find() {
            try {
                Class<?> type = Class.forName("java.lang.VirtualThread");
                MethodHandles.Lookup lookup =
                        MethodHandles.privateLookupIn(type, MethodHandles.lookup());
                MethodHandle constructor = lookup.findConstructor(type, MethodType.methodType(
                        void.class, Executor.class, String.class, int.class, Runnable.class));
                MethodHandle carrier =
                        MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
                                .findStatic(Thread.class, "currentCarrierThread",
                                        MethodType.methodType(Thread.class));
                return new Handles(
                        constructor.asType(constructor.type().changeReturnType(Thread.class)),
                        carrier);
            } catch (ReflectiveOperationException | RuntimeException e) {
                return null;
            }
        }
    }

    /**
     * Finds {@code VirtualThread.start(ThreadContainer)}, with a container that only counts, as the
     * JDK's own does with {@code -Djdk.trackAllThreads=false}.
     */
    private static @Nullable MethodHandle findUntrackedStart() {
        try {
            JdkInternals.open("jdk.internal.vm");
            Class<?> container = Class.forName("jdk.internal.vm.ThreadContainer");
            Class<?> counting = Class.forName(
                    "jdk.internal.vm.ThreadContainers$RootContainer$CountingRootContainer");
            Object ours = MethodHandles.privateLookupIn(counting, MethodHandles.lookup())
                    .findConstructor(counting, MethodType.methodType(void.class)).invoke();
            MethodHandle start = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
                    .findVirtual(Thread.class, "start",
                            MethodType.methodType(void.class, container));
            return MethodHandles.insertArguments(start, 1, ours);
        } catch (Throwable e) {
            return null;
        }
    }
}
