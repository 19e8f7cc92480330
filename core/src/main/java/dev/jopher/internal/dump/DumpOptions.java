package dev.jopher.internal.dump;

/**
 * How a dump is made.
 *
 * @param allFrames whether to include the frames of this library and of the JDK
 * @param folded whether goroutines in the same state at the same place are one entry with a count
 * @param json whether to write JSON instead of Go's text
 */
public record DumpOptions(boolean allFrames, boolean folded, boolean json) {
    /** The user's frames, folded, in Go's text. */
    public static final DumpOptions DEFAULT = new DumpOptions(false, true, false);
}
