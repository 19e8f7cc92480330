package dev.jopher.bench.worker;

import java.util.Objects;

/** Does a row twice, with everything a thousand times smaller than on the board. */
public final class Tiny {
    private Tiny() {}

    /** Returns what the row computed; NaN if it computes nothing. */
    public static double run(Engine engine, String row) throws Exception {
        Body body = Objects.requireNonNull(engine.rows().get(row));
        var b = new Bench(2, 2, 1, 1000);
        engine.run(body, b);
        return b.result();
    }

    /** Does a body that holds n of something, with twenty. */
    public static void grow(Engine engine, Body body) throws Exception {
        engine.run(body, new Bench(20, 2, 1, 1));
    }
}
