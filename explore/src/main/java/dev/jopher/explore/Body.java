package dev.jopher.explore;

/** Code that runs under control. It may throw what it likes; that ends the run. */
@FunctionalInterface
public interface Body {
    /** Runs the code. */
    void run() throws Exception;
}
