package dev.jopher.bench.worker;

import java.util.Map;

/** A runtime on the JVM that the board measures: its rows, and how to run one. */
public interface Engine {
    /** Returns the rows by name; a row that does not exist in this runtime is missing. */
    Map<String, Body> rows();

    /**
     * Returns the growths by name: {@link Bench#n} is the number of things that some structure
     * holds.
     */
    default Map<String, Body> growths() {
        return Map.of();
    }

    /** Runs {@code body} in a goroutine of this runtime, and returns when it is done. */
    void run(Body body, Bench b) throws Exception;

    /** Leaves {@code n} goroutines blocked in a receive, and returns when all are. */
    void block(int n) throws Exception;

    /** Starts a server and returns its port; 0 if this runtime has none of that kind. */
    int serve(String kind) throws Exception;

    /**
     * Starts so many goroutines that never wait, and measures how others fare next to them for some
     * seconds: by how many nanoseconds a timer of 20 ms was late at most, and at most after the
     * first second; and what part of its pace is left to a pair that plays ping-pong. "missing" if
     * this runtime is not asked for it.
     */
    default String beside(int loops) {
        return "missing";
    }
}
