package dev.jopher.bench.worker;

/** A computation whose result is the same each time, and in each runtime. */
@FunctionalInterface
public interface Kernel {
    double run(Bench b) throws Exception;
}
