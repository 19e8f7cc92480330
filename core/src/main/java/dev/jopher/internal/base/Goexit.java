package dev.jopher.internal.base;

/**
 * Unwinds a goroutine that called {@code goexit}, so that its finally blocks run. It has no stack
 * trace, because it is not an error, and it never leaves the goroutine.
 */
@SuppressWarnings("serial")
public final class Goexit extends Error {
    /** The only instance. */
    public static final Goexit INSTANCE = new Goexit();

    private Goexit() {
        super("goexit", null, false, false);
    }
}
