package dev.jopher.race.internal.sync;

import dev.jopher.race.internal.clock.ShadowThread;

/**
 * What the JDK's locks call. A lock for readers and writers has two clocks: writers release the
 * lock's own, which all acquire, and readers its part {@link #READERS}, which only writers acquire.
 * So readers do not order readers.
 */
public final class LockHooks {
    private static final int READERS = 0;

    private LockHooks() {}

    /** The current thread is about to release {@code lock}, which it holds as a reader. */
    public static void releaseRead(Object lock) {
        Hooks.release(lock, READERS);
    }

    /** The current thread has acquired {@code lock} as a writer. */
    public static void acquireWrite(Object lock) {
        Hooks.acquire(lock);
        Hooks.acquire(lock, READERS);
    }

    /** The same of a {@code StampedLock}, where it also ends an optimistic read. */
    public static void stampedWrite(Object lock) {
        ShadowThread.current().optimistic = false;
        acquireWrite(lock);
    }

    public static void stampedRead(Object lock) {
        ShadowThread.current().optimistic = false;
        Hooks.acquire(lock);
    }

    /**
     * The current thread begins to read without a lock. These reads may race, which
     * {@code StampedLock.validate} finds out. So they are not recorded until then.
     */
    public static void optimistic(Object lock) {
        Hooks.acquire(lock);
        ShadowThread.current().optimistic = true;
    }

    public static void validated(Object lock) {
        ShadowThread.current().optimistic = false;
    }

    /** A subclass of AQS has read its state. The JDK's own have hooks that know what they mean. */
    public static void stateRead(Object synchronizer) {
        if (isForeign(synchronizer)) {
            Hooks.acquire(synchronizer);
        }
    }

    /** A subclass of AQS is about to write its state. */
    public static void stateWrite(Object synchronizer) {
        if (isForeign(synchronizer)) {
            Hooks.release(synchronizer);
        }
    }

    private static boolean isForeign(Object synchronizer) {
        return synchronizer.getClass().getClassLoader() != null;
    }
}
