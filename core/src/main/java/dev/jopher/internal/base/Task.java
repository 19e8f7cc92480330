package dev.jopher.internal.base;

/** What a goroutine runs. */
@FunctionalInterface
public interface Task {
    /** Runs it. */
    void run() throws Exception;
}
