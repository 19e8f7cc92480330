package dev.jopher.internal.base;

/**
 * Unwinds a goroutine that called {@code goexit}, so that its finally blocks run. Without stack trace: it
 * is not an error, and never leaves the goroutine.
 */
@SuppressWarnings("serial")
public final class Goexit extends Error {
    /** The one that is thrown. */
    public static final Goexit INSTANCE = new Goexit();

    private Goexit() {
        super("goexit", null, false, false);
    }
}
