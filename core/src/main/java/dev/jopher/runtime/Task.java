package dev.jopher.runtime;

/** What a goroutine runs. */
@FunctionalInterface
public interface Task {
    /** Runs it. */
    void run() throws Exception;
}
