package dev.jopher.internal.track;

import java.util.List;

import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.report.Frames;

/**
 * One lock operation of a goroutine: it locks, or has locked, something.
 *
 * @param read whether it locks only for reading
 * @param goroutine its number; 0 for a thread that is not a goroutine
 * @param at the user's frames
 */
record Acquisition(boolean read, long goroutine, long thread, List<StackTraceElement> at) {
    static Acquisition here(boolean read) {
        return new Acquisition(read, G.current().id(), Thread.currentThread().threadId(),
                Frames.here());
    }

    String ref() {
        return goroutine == 0 ? "a thread" : "goroutine " + goroutine;
    }

    void appendFrames(StringBuilder out) {
        at.forEach(f -> Frames.append(out, f));
    }
}
