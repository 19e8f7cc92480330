package dev.jopher.internal.goroutine;

/** What is done when a goroutine has ended, for those that somebody waits for. */
public interface AtEnd extends Runnable {
    /** The object, {@link G#waitsOn waited on}, that waits for the end of the goroutine. */
    Held group();
}
