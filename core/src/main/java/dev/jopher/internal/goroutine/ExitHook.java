package dev.jopher.internal.goroutine;

/** What is done when a goroutine has ended, for those that somebody waits for. */
public interface ExitHook extends Runnable {
    /** The object, {@link G#waitsOn waited on}, that waits for the end of the goroutine. */
    OwnedTarget group();
}
