package dev.jopher.explore.internal.java;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/** Makes virtual threads with a scheduler of their own. The JDK has that, but does not export it. */
public final class VirtualThreads {
    private static @Nullable Constructor<?> constructor;

    /** Of what continues a virtual thread: that thread. */
    private static volatile @Nullable Field owner;

    private VirtualThreads() {}

    /** Called by the agent, which may open the package. */
    public static void open(Instrumentation instrumentation) throws ReflectiveOperationException {
        Module ours = VirtualThreads.class.getModule();
        Set<Module> toUs = Set.of(ours);
        instrumentation.redefineModule(Object.class.getModule(), toUs,
                Map.of("jdk.internal.misc", toUs),
                Map.of("java.lang", toUs, "java.util.concurrent", toUs), Set.of(), Map.of());
        Constructor<?> c = Class.forName("java.lang.VirtualThread").getDeclaredConstructor(
                Executor.class, String.class, int.class, Runnable.class);
        c.setAccessible(true);
        constructor = c;
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
