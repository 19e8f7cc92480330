package dev.jopher.explore.internal.world;

import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The bodies of {@code dev.jopher.internal.base.Controlled}, which cannot name the classes of this
 * artifact. Same names, same types.
 */
public final class ControlledHooks {
    /** Whether Jopher's own classes have points: then a thread may spin for long. */
    private static final boolean IS_SELF = Boolean.getBoolean("jopher.explore.self");

    private ControlledHooks() {}

    private static World world() {
        World w = World.here();
        if (w == null) {
            throw new IllegalStateException("not in a controlled run");
        }
        return w;
    }

    public static boolean isHere() {
        return World.here() != null;
    }

    public static Executor newExecutor() {
        return world().newThread();
    }

    public static void created(Executor executor, Thread thread, Object goroutine) {
        ControlledThread t = (ControlledThread) executor;
        t.thread = thread;
        t.goroutine = goroutine;
    }

    public static void started(Object goroutine) {
        world().point(Op.GO, goroutine);
    }

    public static void yield() {
        world().yieldNow();
    }

    public static void spin() {
        if (IS_SELF) {
            world().yieldNow();
        } else {
            world().spin();
        }
    }

    public static int random(int bound) {
        return world().random(bound);
    }

    public static long nanoTime() {
        return world().nanoTime();
    }

    public static @Nullable Object timers() {
        return world().timers();
    }

    public static void timers(Object timers, LongSupplier next, Runnable fire) {
        world().timers(timers, next, fire);
    }

    public static boolean uncaught(Thread thread, Throwable e) {
        World w = World.here();
        if (w == null) {
            return false;
        }
        w.uncaught(e);
        return true;
    }

    public static void goroutines(Consumer<Runnable> startMain, Consumer<Object> discard,
            BiConsumer<Object, @Nullable Object[]> waits) {
        Goroutines.set(startMain, discard, waits);
    }
}
