package dev.jopher.bench.worker;

import java.util.Objects;

/** Does a row twice, with everything a thousand times smaller than on the board. */
public final class Tiny {
    private Tiny() {}

    public static void run(Engine engine, String row) throws Exception {
        Body body = Objects.requireNonNull(engine.rows().get(row));
        engine.run(body, new Bench(2, 2, 1, 1000));
    }

    /** Does a body that holds n of something, with twenty. */
    public static void grow(Engine engine, Body body) throws Exception {
        engine.run(body, new Bench(20, 2, 1, 1));
    }
}
