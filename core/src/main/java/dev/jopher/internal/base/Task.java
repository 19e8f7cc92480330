package dev.jopher.internal.base;

/** The body of a goroutine. */
@FunctionalInterface
public interface Task {
    /** Runs the body. */
    void run() throws Exception;
}
