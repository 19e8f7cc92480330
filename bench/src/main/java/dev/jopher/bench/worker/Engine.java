package dev.jopher.bench.worker;

import java.util.Map;

/** A runtime on the JVM that the board measures: its rows, and how to run one. */
public interface Engine {
    /** By name; a row that does not exist in this runtime is missing. */
    Map<String, Body> rows();

    /** Runs {@code body} in a goroutine of this runtime, and returns when it is done. */
    void run(Body body, Bench b) throws Exception;

    /** Leaves {@code n} goroutines blocked in a receive, and returns when all are. */
    void block(int n) throws Exception;

    /** Starts a server and returns its port; 0 if this runtime has none of that kind. */
    int serve(String kind) throws Exception;
}
