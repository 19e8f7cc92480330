package dev.jopher.internal.base;

/**
 * Whether goroutines record what dumps and reports show: why each one waits, on what and since
 * when; its creator, and the line; the holder of a lock. Without it they do not check for a
 * consumer of events either. It is on, unless the JVM is started with
 * {@code -Djopher.whereabouts=false}. That property is for {@code bench/board}, which measures the
 * cost of the records. So it is meant to turn off all of them, and nothing else:
 * <ul>
 * <li>Whether a goroutine waits, and how often it has, is still recorded: {@code DeadlockDetector}
 * relies on it.
 * <li>Dumps and reports say less, circles of locks are not found, there are no events for the
 * Flight Recorder, and nothing fails.
 * </ul>
 *
 * <p>Each record is a plain write by the goroutine itself to a cache line it already owns, if
 * possible. Readers must revalidate. What costs more is recorded on demand only, as
 * {@code LockOrder} does.
 */
public final class Diagnostics {
    /** A constant, so that the JIT leaves out the code that depends on it. */
    public static final boolean ENABLED =
            !"false".equals(System.getProperty("jopher.whereabouts"));

    private Diagnostics() {}
}
