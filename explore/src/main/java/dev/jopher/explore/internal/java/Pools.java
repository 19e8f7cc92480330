package dev.jopher.explore.internal.java;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.concurrent.Delayed;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.jopher.explore.internal.world.PoolTasks;
import dev.jopher.explore.internal.world.World;
import org.jspecify.annotations.Nullable;

/**
 * The fork-join pools of a run: each task is a controlled thread. The pools' own workers would
 * survive the run, and would choose by themselves which task comes first.
 */
public final class Pools {
    private static @Nullable MethodHandle doExec;

    private Pools() {}

    /** Finds {@code doExec}. The agent calls it after the package was opened. */
    static void open() throws ReflectiveOperationException {
        Method m = ForkJoinTask.class.getDeclaredMethod("doExec");
        m.setAccessible(true);
        doExec = MethodHandles.lookup().unreflect(m);
    }

    private static @Nullable World world() {
        World w = World.here();
        return w == null || w.current() == null ? null : w;
    }

    public static boolean areControlled() {
        return world() != null;
    }

    private static void start(World w, @Nullable ForkJoinPool pool, ForkJoinTask<?> task) {
        PoolTasks tasks = w.java.tasks(pool);
        tasks.started();
        String name = "ForkJoinPool." + (tasks.isCommon ? "commonPool-" : "") + "worker-";
        Thread unused = JavaThreads.start(w, null, name + tasks.number(), () -> {
            try {
                exec(task);
            } finally {
                tasks.ended();
            }
        });
    }

    private static void exec(ForkJoinTask<?> task) {
        MethodHandle h = doExec;
        try {
            if (h != null) {
                h.invoke(task);
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs before a pool gets a task. Threads from before the run are not controlled. */
    public static void executing(ThreadPoolExecutor pool) {
        World w = world();
        if (w != null && w.java.isNew(pool) && pool.getPoolSize() > 0) {
            w.java.wokenOutside("a pool of threads that was there before the run");
        }
    }

    public static boolean fork(ForkJoinTask<?> task) {
        World w = world();
        if (w == null) {
            return false;
        }
        start(w, null, task);
        return true;
    }

    public static boolean submit(ForkJoinPool pool, ForkJoinTask<?> task) {
        World w = world();
        if (w == null) {
            return false;
        }
        if (pool.isShutdown()) {
            throw new RejectedExecutionException();
        }
        start(w, pool, task);
        return true;
    }

    /** Starts the task later, for timeouts of {@code CompletableFuture}. */
    public static boolean delay(ForkJoinPool pool, Object task) {
        World w = world();
        if (w == null) {
            return false;
        }
        if (pool.isShutdown()) {
            throw new RejectedExecutionException();
        }
        long nanos = Math.max(0, ((Delayed) task).getDelay(TimeUnit.NANOSECONDS));
        w.java.alarms.after(nanos, () -> {
            if (!((ForkJoinTask<?>) task).isDone()) {
                start(w, pool, (ForkJoinTask<?>) task);
            }
        });
        return true;
    }

    public static int isTerminated(ForkJoinPool pool) {
        World w = world();
        return w == null ? -1 : pool.isShutdown() && w.java.tasks(pool).isIdle() ? 1 : 0;
    }

    public static int awaitTermination(ForkJoinPool pool, long timeout, TimeUnit unit)
            throws InterruptedException {
        World w = world();
        if (w == null) {
            return -1;
        }
        boolean idle = w.java.tasks(pool).awaitIdle(unit.toNanos(timeout));
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return idle && pool.isShutdown() && pool != ForkJoinPool.commonPool() ? 1 : 0;
    }

    public static int awaitQuiescence(ForkJoinPool pool, long timeout, TimeUnit unit) {
        World w = world();
        return w == null ? -1 : w.java.tasks(pool).awaitIdle(unit.toNanos(timeout)) ? 1 : 0;
    }

    public static boolean close(ForkJoinPool pool) {
        World w = world();
        if (w == null) {
            return false;
        }
        if (pool != ForkJoinPool.commonPool()) {
            pool.shutdown();
            boolean unused = w.java.tasks(pool).awaitIdle(Long.MAX_VALUE);
        }
        return true;
    }
}
