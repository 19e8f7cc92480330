package dev.jopher.bench.board;

import java.io.IOException;

/**
 * Where the figures of a row go, while contestants take their turns at it.
 *
 * @param <C> what distinguishes them
 */
interface Figures<C> {
    void add(C c, double figure);

    /** Records that this one has no figure. */
    void fail(C c, String why);

    /** Checks what it computed; that is empty if the row computes nothing. */
    default void check(C c, String computed) throws WorkerException {}

    /** Sees a worker that has had all its turns, before it ends. */
    default void end(C c, WorkerProcess worker) throws IOException {}

    /** Starts the worker of a contestant. */
    @FunctionalInterface
    interface Starter<C> {
        WorkerProcess start(C c) throws IOException;
    }

    /** Returns a place for figures that have no use. */
    static <C> Figures<C> unused() {
        return new Figures<>() {
            @Override
            public void add(C c, double figure) {}

            @Override
            public void fail(C c, String why) {}
        };
    }
}
