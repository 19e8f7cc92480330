package dev.jopher.internal.base;

import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What a controlled run decides in place of the scheduler: which goroutine continues, what time it
 * is, what chance gives. The explorer (module {@code explore}) replaces the bodies of these methods
 * when it loads this class. Without it they do nothing, {@link #ON} is false, and the JIT removes
 * the calls: each is behind {@code if (Controlled.ON)} or in a scheduler that is used only then.
 *
 * <p>A controlled run is a set of virtual threads that one platform thread, the
 * <em>controller</em>, runs one at a time. Goroutines of controlled runs and others live in the
 * same JVM; so each method is about the run of the current thread, and only {@link #isHere} may be
 * called outside of one.
 */
public final class Controlled {
    /** Whether the explorer is there. */
    public static final boolean ON = Boolean.getBoolean("jopher.controlled");

    /**
     * What the clock on the wall shows at nanosecond 0: a run begins at midnight, 2000-01-01 UTC.
     */
    public static final long EPOCH_MILLIS = 946_684_799_000L;

    private Controlled() {}

    /** Returns whether the current thread is one of a controlled run, or its controller. */
    public static boolean isHere() {
        return false;
    }

    /** Returns the executor of a new virtual thread, and of that one alone. */
    public static Executor newExecutor() {
        throw new IllegalStateException();
    }

    /** Says which thread has that executor, and which goroutine it is. */
    public static void created(Executor executor, Thread thread, Object goroutine) {}

    /**
     * Marks a point: the current goroutine has started {@code goroutine}, and others may continue
     * before it.
     */
    public static void started(Object goroutine) {}

    /** Lets the other goroutines continue first. */
    public static void yield() {}

    /** Waits for a moment, for a few instructions of another thread. */
    public static void spin() {}

    /** Returns a number from 0 to {@code bound - 1}. */
    public static int random(int bound) {
        throw new IllegalStateException();
    }

    /** Returns the run's time in nanoseconds. It passes only while all goroutines wait. */
    public static long nanoTime() {
        throw new IllegalStateException();
    }

    /** Returns the timers of the run; null if it has none yet. */
    public static @Nullable Object timers() {
        return null;
    }

    /**
     * Sets the timers of the run.
     * @param next returns when the first is due, {@link Long#MAX_VALUE} if there is none
     * @param fire fires it
     */
    public static void timers(Object timers, LongSupplier next, Runnable fire) {}

    /** Ends the run: an exception has left a goroutine. Returns false if it belongs to no run. */
    public static boolean uncaught(Thread thread, Throwable e) {
        return false;
    }

    /**
     * Gives the explorer what it needs of goroutines.
     * @param startMain starts a main goroutine with that body
     * @param discard forgets a goroutine that will never continue
     * @param waits describes for a goroutine why it waits and on what, or null
     */
    public static void goroutines(Consumer<Runnable> startMain, Consumer<Object> discard,
            BiConsumer<Object, @Nullable Object[]> waits) {}
}
