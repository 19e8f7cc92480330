package dev.jopher.bench.worker;

/** What each of several goroutines does, until its share is used up. */
@FunctionalInterface
public interface ParallelBody {
    void run(Share share) throws Exception;
}
