package dev.jopher.explore.internal.java;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

import dev.jopher.explore.internal.world.Alarms.Alarm;
import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.Op;
import dev.jopher.explore.internal.world.World;
import org.jspecify.annotations.Nullable;

/** The clocks and timed waits of Java, in the time of the run. */
public final class JavaTime {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private JavaTime() {}

    public static long nanoTime() {
        World w = World.here();
        return w == null ? System.nanoTime() : w.nanoTime();
    }

    /** Returns the time to the program's code: a loop may wait until the clock shows some time. */
    public static long polledNanoTime() {
        World w = World.here();
        if (w == null) {
            return System.nanoTime();
        }
        w.java.clockRead();
        return w.nanoTime();
    }

    public static long polledMillis() {
        World w = World.here();
        if (w != null) {
            w.java.clockRead();
        }
        return currentTimeMillis();
    }

    public static long currentTimeMillis() {
        World w = World.here();
        return w == null
                ? System.currentTimeMillis()
                : World.EPOCH_MILLIS + w.nanoTime() / NANOS_PER_MILLI;
    }

    /** Returns the time of the run; null outside of one. */
    public static @Nullable Instant currentInstant() {
        World w = World.here();
        if (w != null) {
            w.java.clockRead();
        }
        return w == null
                ? null
                : Instant.ofEpochMilli(World.EPOCH_MILLIS).plusNanos(w.nanoTime());
    }

    /** Parks in place of {@code LockSupport.parkNanos}. Returns false outside of a run. */
    public static boolean parkNanos(long nanos) {
        World w = World.here();
        ControlledThread c = w == null ? null : w.current();
        if (w == null || c == null) {
            return false;
        }
        if (nanos > 0) {
            Thread t = Thread.currentThread();
            Alarm alarm = w.java.alarms.after(nanos, () -> LockSupport.unpark(t));
            c.isTimed = true;
            LockSupport.park();
            c.isTimed = false;
            alarm.cancel();
        }
        return true;
    }

    public static boolean parkUntil(long deadline) {
        return World.here() != null
                && parkNanos((deadline - currentTimeMillis()) * NANOS_PER_MILLI);
    }

    /** Sleeps in place of {@code Thread.sleep}. Returns false outside of a run. */
    public static boolean sleep(long nanos) throws InterruptedException {
        World w = World.here();
        if (w == null || w.current() == null) {
            return false;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (nanos <= 0) {
            w.yieldNow();
            return true;
        }
        w.pass(Op.SLEEP, null);
        long start = w.nanoTime();
        for (long left = nanos; left > 0; left = nanos - (w.nanoTime() - start)) {
            parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return true;
    }
}
