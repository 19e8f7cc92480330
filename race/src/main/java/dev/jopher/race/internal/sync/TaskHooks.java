package dev.jopher.race.internal.sync;

import java.util.concurrent.ForkJoinPool;

import org.jspecify.annotations.Nullable;

/**
 * What {@code ForkJoinPool} calls. It hands over tasks with plain writes and fences, in an order
 * that no single variable shows. So each task has a clock: a push releases it, a run acquires it.
 */
public final class TaskHooks {
    /** The scheduler of virtual threads. Its tasks only continue them, which orders nothing. */
    private static @Nullable ForkJoinPool scheduler;

    private TaskHooks() {}

    /** The current thread is about to push {@code task} into a queue of {@code pool}. */
    public static void forking(@Nullable Object task, @Nullable Object pool) {
        if (!(pool instanceof ForkJoinPool p && isScheduler(p))) {
            Hooks.release(task);
        }
    }

    private static boolean isScheduler(ForkJoinPool pool) {
        return pool == scheduler || scheduler == null && isFirstScheduler(pool);
    }

    private static boolean isFirstScheduler(ForkJoinPool pool) {
        if (pool.getFactory().getClass().getName().startsWith("java.lang.VirtualThread")) {
            scheduler = pool;
            return true;
        }
        return false;
    }
}
