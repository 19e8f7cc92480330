package dev.jopher.internal.goroutine;

/** Runs when a goroutine has ended, for goroutines that others wait for. */
public interface ExitHook extends Runnable {
    /** Returns the object, {@link G#waitsOn waited on}, that waits for the end of the goroutine. */
    OwnedTarget group();
}
