package dev.jopher;

import dev.jopher.internal.dump.DumpOptions;

/**
 * The form in which {@link Go#dump} shows the goroutines.
 *
 * {@snippet :
 * IO.println(dump(DumpOption.JSON, DumpOption.ALL_FRAMES));
 * }
 */
public enum DumpOption {
    /** Includes the frames of the JDK and of this library. */
    ALL_FRAMES,

    /**
     * Shows each goroutine by itself, even those in the same state at the same place; of many the
     * first 10,000.
     */
    UNFOLDED,

    /**
     * Prints one JSON object: {@code time} (ISO), {@code scheduler}, {@code gomaxprocs}, {@code
     * numGoroutine}, and an array {@code goroutines}, each of them with
     *
     * <ul>
     * <li>{@code count}, how many goroutines the entry stands for; {@code estimated}, whether that
     *     number is an estimate from samples; {@code ids}, the first of their numbers, 0 for a
     *     thread that is no goroutine
     * <li>{@code state}, in Go's words; {@code abandoned}, whether their program has ended; {@code
     *     name}, if they have one
     * <li>{@code waitingMillisLeast} and {@code waitingMillisMost}, {@code waitingOn}, {@code
     *     waitingOnOthersToo}: if they wait in an operation of this library
     * <li>{@code frames}, an array, innermost first, of {@code function} (as in the text), {@code
     *     class}, {@code method}, {@code file} (may be missing), {@code line}
     * <li>{@code createdBy}, such a frame, and {@code creator}, a goroutine's number: if they are
     *     known and the same
     * </ul>
     */
    JSON;

    static DumpOptions of(DumpOption[] options) {
        boolean allFrames = false;
        boolean folded = true;
        boolean json = false;
        for (DumpOption o : options) {
            switch (o) {
                case ALL_FRAMES -> allFrames = true;
                case UNFOLDED -> folded = false;
                case JSON -> json = true;
            }
        }
        return new DumpOptions(allFrames, folded, json);
    }
}
