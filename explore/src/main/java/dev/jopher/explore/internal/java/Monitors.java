package dev.jopher.explore.internal.java;

import java.util.Objects;

import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.RaceChecks;
import dev.jopher.explore.internal.world.World;
import org.jspecify.annotations.Nullable;

/**
 * What is called in place of {@code monitorenter} and its like. A method of the program with a
 * monitor exists twice: one version uses the real monitor, the other one, for controlled threads,
 * that of the run. So {@link #enter} and {@link #exit} are called by controlled threads only.
 */
public final class Monitors {
    private Monitors() {}

    /** Returns whether the current thread uses the monitors of a run. */
    public static boolean areControlled() {
        World w = World.here();
        return w != null && w.current() != null;
    }

    private static World world() {
        World w = World.here();
        if (w == null) {
            throw new IllegalStateException("not in a controlled run");
        }
        return w;
    }

    public static void enter(Object on) {
        Objects.requireNonNull(on);
        world().java.monitors.enter(on);
    }

    public static void exit(Object on) {
        world().java.monitors.exit(on);
    }

    /**
     * Runs when code of the JDK is about to enter a monitor. That code enters the run's first, and
     * then the real one too, because threads outside of the run may use the object.
     */
    public static Object lock(Object on) {
        World w = World.here();
        if (w != null && w.current() != null) {
            w.java.monitors.enterQuietly(Objects.requireNonNull(on));
        }
        return on;
    }

    /** Runs before a real monitor is entered, in an initialiser of a class or an object. */
    public static void enterToo(Object on) {
        if (areControlled()) {
            enter(on);
        }
    }

    /**
     * Does the same as {@link #lock} where the JDK also waits for a notification. Returns the
     * object whose monitor the thread enters in truth: one that no other thread knows.
     */
    public static Object lockAlone(Object on) {
        World w = World.here();
        if (w == null || w.current() == null) {
            return on;
        }
        w.java.monitors.enterQuietly(Objects.requireNonNull(on));
        ControlledThread c = w.java.current();
        c.quietLocks.add(on);
        RaceChecks.acquire(on);
        return c;
    }

    /** Runs when code of the JDK is about to exit the monitor of what it has entered. */
    public static void unlock(Object locked) {
        World w = World.here();
        ControlledThread c = w == null ? null : w.current();
        if (w == null || c == null) {
            return;
        }
        if (locked == c) {
            Object on = c.quietLocks.remove(c.quietLocks.size() - 1);
            RaceChecks.release(on);
            w.java.monitors.exitQuietly(on);
        } else if (w.java.monitors.holds(locked)) {
            w.java.monitors.exitQuietly(locked);
        }
    }

    /** Returns the run if its monitor of {@code on} is the current thread's; null if not. */
    private static @Nullable World holder(Object on) {
        World w = World.here();
        return w != null && w.current() != null
                && (w.java.monitors.holds(on) || !Thread.holdsLock(on)) ? w : null;
    }

    public static boolean holdsLock(Object on) {
        World w = World.here();
        return Thread.holdsLock(on)
                || w != null && w.current() != null && w.java.monitors.holds(on);
    }

    public static void await(Object on) throws InterruptedException {
        World w = holder(on);
        if (w == null) {
            on.wait();
        } else {
            w.java.monitors.await(on, 0);
        }
    }

    public static void await(Object on, long millis) throws InterruptedException {
        World w = holder(on);
        if (w == null) {
            on.wait(millis);
        } else if (millis < 0) {
            throw new IllegalArgumentException("timeout value is negative");
        } else {
            w.java.monitors.await(on, Math.min(millis, Long.MAX_VALUE / 1_000_000) * 1_000_000);
        }
    }

    public static void await(Object on, long millis, int nanos) throws InterruptedException {
        if (nanos < 0 || nanos > 999_999) {
            throw new IllegalArgumentException("nanosecond timeout value out of range");
        }
        await(on, nanos > 0 && millis < Long.MAX_VALUE ? millis + 1 : millis);
    }

    public static void notifyOne(Object on) {
        World w = holder(on);
        if (w == null) {
            on.notify();
        } else {
            w.java.monitors.notifyOne(on);
        }
    }

    public static void notifyEach(Object on) {
        World w = holder(on);
        if (w == null) {
            on.notifyAll();
        } else {
            w.java.monitors.notifyEach(on);
        }
    }
}
