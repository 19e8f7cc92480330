package dev.jopher.internal.base;

/**
 * Whether goroutines note what dumps and reports tell of them: why each waits, on what and since when; who created it, on
 * which line; who holds a lock; and whether they look if somebody wants events of it. They do, unless the JVM is started
 * with {@code -Djopher.whereabouts=false}. That is for {@code bench/board}, which measures what the notes cost, so it is
 * meant to leave out all of them, and nothing else:
 *
 * <ul>
 * <li>whether a goroutine waits, and how often it has, stays: {@code DeadlockDetector} goes by it;
 * <li>dumps and reports say less, circles of locks are not found, there are no events for the Flight Recorder, and nothing fails.
 * </ul>
 *
 * <p>A note is a plain write, if possible, by who is concerned, to a place that is in his cache anyway; who reads it has to
 * find out whether it still holds. What costs more is noted on demand only, as {@code LockOrderChecker} does.
 */
public final class Diagnostics {
    /** A constant, so that the JIT leaves out what asks for it. */
    public static final boolean ENABLED =
            !"false".equals(System.getProperty("jopher.whereabouts"));

    private Diagnostics() {}
}
