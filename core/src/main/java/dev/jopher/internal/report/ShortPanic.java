package dev.jopher.internal.report;

/** The text of a panic where the whole report cannot be created. */
public final class ShortPanic {
    public static final String OUT_OF_MEMORY = "runtime: out of memory";
    public static final String FATAL_OUT_OF_MEMORY = "\nfatal error: out of memory";

    private ShortPanic() {}

    /** Returns the text for {@code e} if creating the whole report fails with {@code second}. */
    public static String text(Throwable e, Throwable second) {
        if (e instanceof OutOfMemoryError) {
            return OUT_OF_MEMORY + FATAL_OUT_OF_MEMORY + "\n";
        }
        return second instanceof OutOfMemoryError ? "panic: (no memory to tell what)\n"
                : unprinted(e, second.getClass().getName());
    }

    /**
     * Returns the text for a program that could not be started for lack of memory, or of a thread.
     */
    public static String notStarted(OutOfMemoryError e) {
        String why = SafeThrowable.message(e);
        return why.contains("thread")
                ? "runtime: failed to create new OS thread: " + why + "\nfatal error: newosproc\n"
                : OUT_OF_MEMORY + ": " + why + FATAL_OUT_OF_MEMORY + "\n";
    }

    /** Returns the text for an exception whose methods do not return, or fail. */
    public static String unprinted(Throwable e, String why) {
        return "panic: " + e.getClass().getName() + " (panic while printing panic value: " + why
                + ")\n";
    }
}
