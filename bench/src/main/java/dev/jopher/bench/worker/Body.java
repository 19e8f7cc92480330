package dev.jopher.bench.worker;

/** What a row does: its operation {@link Bench#n} times, in a goroutine of its runtime. */
@FunctionalInterface
public interface Body {
    void run(Bench b) throws Exception;
}
