package dev.jopher.internal.base;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What the race detector learns of Jopher's operations: the edges of the Go memory model. The
 * detector (module {@code race}) replaces the bodies of these methods when it loads this class.
 * Without it they do nothing, {@link #ON} is false, and the JIT removes the calls: each is behind
 * {@code if (RaceEvents.ON)}.
 *
 * <p>Each edge has a key, the object that passes it on: a channel, a waiter, a mutex. The detector
 * keeps a <em>clock</em> for each key, found by its identity. So nothing here needs a field. The
 * rules for the callers:
 *
 * <ul>
 * <li>A release comes before the step that makes the operation visible, an acquire after the step
 *     that sees it.
 * <li>Whatever the lock of a structure guards, its clocks are used under that lock. Only {@link
 *     #releaseMerge} and {@link #acquire} may come from several threads at once.
 * <li>A waiter carries a clock of its own. A waiter that brings something, a sender or a receiver,
 *     releases it before it is enqueued. The waker puts in its place what the waiter acquires when
 *     it resumes, and does so before it calls {@code ready}.
 * <li>An operation that is refused or abandoned acquires nothing.
 * </ul>
 */
public final class RaceEvents {
    /** Whether the detector is there. */
    public static final boolean ON = Boolean.getBoolean("jopher.race");

    private RaceEvents() {}

    /** Lets everything released at {@code key} happen before what this thread does from now on. */
    public static void acquire(Object key) {}

    /**
     * Lets what this thread has done happen before the next acquire at {@code key}; drops older
     * releases.
     */
    public static void release(Object key) {}

    /**
     * Lets what this thread has done happen before each later acquire at {@code key}. Older
     * releases stay.
     */
    public static void releaseMerge(Object key) {}

    /**
     * Does a release and an acquire at once: each side gets what the other had before. Two
     * goroutines that meet at a waiter, {@code key}.
     */
    public static void exchange(Object key) {}

    /** Does the same at one slot of the buffer of the channel {@code key}. */
    public static void exchange(Object key, int slot) {}

    /** Exchanges the clocks of a waiter and of a slot: the waiter uses that slot. */
    public static void swap(Object waiter, Object key, int slot) {}

    /**
     * Copies what is released at {@code from} to {@code to}, in place of what was released there.
     */
    public static void copy(Object from, Object to) {}

    /** Does the same for one slot of the buffer of the channel {@code to}. */
    public static void copy(Object from, Object to, int slot) {}

    /**
     * Records that this thread uses {@code key} in a way that races with a change of it,
     * {@link #changes}: it sends, and another thread closes.
     */
    public static void uses(Object key) {}

    /**
     * Records that this thread changes {@code key} in a way that must be ordered with each use of
     * it.
     */
    public static void changes(Object key) {}

    /**
     * Does as {@link #changes}, but two threads may wait without an order: one may have given up
     * before the other began.
     */
    public static void waits(Object key) {}

    /**
     * Reports the race that the last use or change of this thread was in, if it was. It holds no
     * lock, as reports call the program's handlers.
     */
    public static void report() {}

    /** Lets what this thread has done happen before what {@code t} does once it is interrupted. */
    public static void interrupting(Thread t) {}

    /** Records that this thread has seen that it is interrupted. */
    public static void interrupted() {}

    /**
     * Gives the detector a function for its reports: of a thread that is a goroutine it returns the
     * number, the name or "", and where it was created or null; of another thread, null.
     */
    public static void goroutines(Function<Thread, @Nullable Object @Nullable []> describe) {}
}
