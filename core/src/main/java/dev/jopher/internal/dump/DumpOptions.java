package dev.jopher.internal.dump;

/**
 * How a dump is made.
 *
 * @param allFrames with the frames of this library and of the JDK
 * @param folded goroutines in the same state at the same place as one entry with a count
 * @param json as JSON instead of Go's text
 */
public record DumpOptions(boolean allFrames, boolean folded, boolean json) {
    /** The user's frames, folded, in Go's text. */
    public static final DumpOptions DEFAULT = new DumpOptions(false, true, false);
}
