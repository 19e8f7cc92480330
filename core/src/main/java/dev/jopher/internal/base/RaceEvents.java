package dev.jopher.internal.base;

/**
 * What the race detector learns from Jopher's operations: the edges of the Go memory model. The
 * detector (module {@code race}) replaces the bodies of these methods when it loads this class.
 * Without it they do nothing, {@link #ON} is false, and the JIT removes the calls: each stands
 * behind {@code if (RaceEvents.ON)}.
 *
 * <p>Each edge has a key, the object that passes it on: a channel, a waiter, a mutex. The detector
 * finds the clock of a key by its identity, so nothing here needs a field. Called under the internal
 * lock that orders the operation, or by the one goroutine that may change the key.
 */
public final class RaceEvents {
    /** Whether the detector is there. */
    public static final boolean ON = Boolean.getBoolean("jopher.race");

    private RaceEvents() {}

    /** Everything released at {@code key} happens before what this thread does from now on. */
    public static void acquire(Object key) {}

    /** What this thread has done happens before the next acquire at {@code key}; older releases do not. */
    public static void release(Object key) {}

    /** What this thread has done happens before each later acquire at {@code key}. Older releases stay. */
    public static void releaseMerge(Object key) {}

    /** Like {@link #acquire}, of the part {@code index} of {@code key}: a slot of a channel's buffer. */
    public static void acquire(Object key, int index) {}

    /** Like {@link #release}, of the part {@code index} of {@code key}. */
    public static void release(Object key, int index) {}

    /** What is released at {@code from} is from now on also released at {@code to}, alone. */
    public static void move(Object from, Object to) {}
}
