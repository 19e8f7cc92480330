package dev.jopher.explore.internal.java;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * Makes virtual threads with a scheduler of their own. The JDK has that, but does not export it.
 */
public final class VirtualThreads {
    private static @Nullable Constructor<?> constructor;

    /** Of what continues a virtual thread: that thread. */
    private static volatile @Nullable Field owner;

    private static @Nullable Field schedulerField;

    private VirtualThreads() {}

    /** Initialised at the first use, when the package is open. */
    private static final class Scheduler {
        static final @Nullable MethodHandle OF = handle();

        private static @Nullable MethodHandle handle() {
            Field f = schedulerField;
            try {
                return f == null
                        ? null
                        : MethodHandles.lookup().unreflectGetter(f).asType(
                                MethodType.methodType(Executor.class, Thread.class));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Returns what continues a virtual thread; null for a platform thread. */
    public static @Nullable Executor schedulerOf(Thread t) {
        MethodHandle of = Scheduler.OF;
        if (of == null || !t.isVirtual()) {
            return null;
        }
        try {
            return (Executor) of.invokeExact(t);
        } catch (Throwable e) {
            return null;
        }
    }

    /** Opens the package to this module. Only the agent may do so, and calls it. */
    public static void open(Instrumentation instrumentation) throws ReflectiveOperationException {
        Module ours = VirtualThreads.class.getModule();
        Set<Module> toUs = Set.of(ours);
        instrumentation.redefineModule(Object.class.getModule(), toUs,
                Map.of("jdk.internal.misc", toUs),
                Map.of("java.lang", toUs, "java.util.concurrent", toUs, "jdk.internal.vm", toUs),
                Set.of(), Map.of());
        Constructor<?> c = Class.forName("java.lang.VirtualThread").getDeclaredConstructor(
                Executor.class, String.class, int.class, Runnable.class);
        c.setAccessible(true);
        constructor = c;
        Field f = c.getDeclaringClass().getDeclaredField("scheduler");
        f.setAccessible(true);
        schedulerField = f;
        Unlisting.open();
        Pools.open();
    }

    /** Returns a new thread; {@code scheduler} gets what continues it. */
    public static Thread create(Executor scheduler, String name, Runnable body) {
        Constructor<?> c = constructor;
        if (c == null) {
            throw new IllegalStateException("the explorer's agent is not there");
        }
        try {
            return (Thread) c.newInstance(scheduler, name, 0, body);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets the JDK forget a thread that will never continue. */
    public static void forget(Thread t) {
        Unlisting.forget(t);
    }

    /** Returns the thread that a continuation belongs to; null if that is not known. */
    public static @Nullable Thread of(Runnable continuation) {
        try {
            Field f = owner;
            if (f == null || f.getDeclaringClass() != continuation.getClass()) {
                f = continuation.getClass().getDeclaredField("arg$1");
                f.setAccessible(true);
                owner = f;
            }
            return (Thread) f.get(continuation);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
