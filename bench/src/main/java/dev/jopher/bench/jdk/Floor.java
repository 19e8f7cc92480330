package dev.jopher.bench.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;

/**
 * What a switch between two goroutines costs at least on this JVM: one leaves its carrier, one
 * enters it. No scheduler, queue or channel is in it.
 */
final class Floor {
    private static final String PACKAGE = "jdk.internal.vm";

    private Floor() {}

    static void add(Map<String, Body> rows) {
        rows.put("FloorContinuation", Floor::continuation);
        rows.put("FloorPark", Floor::park);
    }

    /** The JDK's continuations, which are not exported. The flags open java.lang, where this is. */
    private static final class Continuations {
        static final Object SCOPE;
        static final MethodHandle NEW;
        static final MethodHandle RUN;
        static final MethodHandle YIELD;

        static {
            try {
                Method export =
                        Module.class.getDeclaredMethod("implAddExportsToAllUnnamed", String.class);
                export.setAccessible(true);
                export.invoke(Object.class.getModule(), PACKAGE);
                Class<?> scope = Class.forName(PACKAGE + ".ContinuationScope");
                Class<?> type = Class.forName(PACKAGE + ".Continuation");
                var lookup = MethodHandles.lookup();
                SCOPE = scope.getConstructor(String.class).newInstance("floor");
                NEW = lookup.findConstructor(type,
                        MethodType.methodType(void.class, scope, Runnable.class))
                        .asType(MethodType.methodType(Object.class, Object.class, Runnable.class));
                RUN = lookup.findVirtual(type, "run", MethodType.methodType(void.class))
                        .asType(MethodType.methodType(void.class, Object.class));
                YIELD = lookup
                        .findStatic(type, "yield", MethodType.methodType(boolean.class, scope))
                        .asType(MethodType.methodType(boolean.class, Object.class));
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }

    private static void continuation(Bench b) throws Exception {
        onPlatformThread(() -> switches(b.n()));
    }

    private static void onPlatformThread(Runnable body) throws Exception {
        var task = new FutureTask<>(body, null);
        Thread.ofPlatform().start(task);
        task.get();
    }

    private static void switches(int n) {
        try {
            Object c = (Object) Continuations.NEW.invokeExact(Continuations.SCOPE,
                    (Runnable) Floor::yieldForever);
            for (int i = 0; i < n; i++) {
                Continuations.RUN.invokeExact(c);
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void yieldForever() {
        try {
            for (;;) {
                boolean unused = (boolean) Continuations.YIELD.invokeExact(Continuations.SCOPE);
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Parks a virtual thread whose executor is only a queue, which one platform thread empties. */
    private static void park(Bench b) throws Exception {
        onPlatformThread(() -> parks(b.n()));
    }

    private static void parks(int n) {
        var queue = new ArrayDeque<Runnable>();
        var stop = new boolean[1];
        Thread parked = virtualThread(queue::add, () -> {
            while (!stop[0]) {
                LockSupport.park();
            }
        });
        parked.start();
        Objects.requireNonNull(queue.poll()).run();
        for (int i = 0; i < n; i++) {
            LockSupport.unpark(parked);
            Objects.requireNonNull(queue.poll()).run();
        }
        stop[0] = true;
        LockSupport.unpark(parked);
        Objects.requireNonNull(queue.poll()).run();
    }

    private static Thread virtualThread(Executor executor, Runnable body) {
        try {
            Method make = Class.forName("java.lang.ThreadBuilders").getDeclaredMethod(
                    "newVirtualThread", Executor.class, String.class, int.class, Runnable.class);
            make.setAccessible(true);
            return (Thread) make.invoke(null, executor, "", 0, body);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
